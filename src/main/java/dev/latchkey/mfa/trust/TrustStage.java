package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.SecondFactorStage;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

/**
 * Asks, after a second factor, whether to trust the browser. Apps are not asked: those that do not
 * know this flow could not complete the login.
 */
@Shared
public class TrustStage implements LoginStage {

  public static final String FLOW = "mfa_trust";

  private static final String DECIDED = "mfa_trust_decided";

  private final boolean enabled;

  @Inject
  public TrustStage(Settings settings) {
    this.enabled = settings.get(TrustSettings.ENABLED);
  }

  @Override
  public String flow() {
    return FLOW;
  }

  /** Directly after the second factor. */
  @Override
  public int order() {
    return 310;
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return enabled
        && RequestContext.current().carrier() == TokenCarrier.COOKIE
        && SecondFactorStage.wasPassedBy(login)
        && login.note(DECIDED).isEmpty();
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {}

  /** The login after the decision. */
  static PendingLogin decided(PendingLogin login) {
    return login.noting(DECIDED, JsonValue.TRUE);
  }
}
