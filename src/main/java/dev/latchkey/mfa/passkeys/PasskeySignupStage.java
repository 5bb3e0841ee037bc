package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import jakarta.json.JsonValue;

/** Users who sign up with a passkey register it as soon as their address is verified. */
@Shared
public class PasskeySignupStage implements LoginStage {

  public static final String FLOW = "mfa_signup_webauthn";

  private static final String NOTE = "passkey_signup";

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 250;
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return login.note(NOTE).filter(JsonValue.TRUE::equals).isPresent();
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {}

  /** A login that owes this stage. */
  static PendingLogin owed(PendingLogin login) {
    return login.noting(NOTE, JsonValue.TRUE);
  }

  /** A login that has passed it. */
  static PendingLogin passed(PendingLogin login) {
    return login.noting(NOTE, JsonValue.FALSE);
  }
}
