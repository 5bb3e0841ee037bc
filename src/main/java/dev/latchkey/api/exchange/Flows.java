package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a client may do next. */
@Shared
public class Flows {

  private static final String LOGIN_BY_CODE = "login_by_code";
  private static final String PASSWORD_RESET_BY_CODE = "password_reset_by_code";

  private final LoginStages stages;
  private final Codes codes;
  private final Reauthentication reauthentication;
  private final SignupRules signupRules;
  private final boolean loginByCode;
  private final boolean resetByCode;

  @Inject
  public Flows(
      LoginStages stages,
      Codes codes,
      Reauthentication reauthentication,
      SignupRules signupRules,
      Settings settings) {
    this.stages = stages;
    this.codes = codes;
    this.reauthentication = reauthentication;
    this.signupRules = signupRules;
    this.loginByCode = settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED);
    this.resetByCode = settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED);
  }

  /** The flows that are open to whoever is not logged in, and the one that their session owes. */
  ArrayText of(Optional<Session> session) {
    Map<String, ObjectText> flows = new LinkedHashMap<>();
    flows.put("login", flow("login"));
    if (loginByCode) {
      flows.put(LOGIN_BY_CODE, flow(LOGIN_BY_CODE));
    }
    if (signupRules.isOpen()) {
      flows.put("signup", flow("signup"));
    }
    if (resetByCode) {
      boolean pending =
          session.flatMap(s -> codes.awaited(s, CodePurpose.PASSWORD_RESET)).isPresent();
      flows.put(PASSWORD_RESET_BY_CODE, flow(PASSWORD_RESET_BY_CODE).put("is_pending", pending));
    }
    session
        .flatMap(stages::pending)
        .map(PendingLogin::stage)
        .ifPresent(stage -> flows.put(stage, flow(stage).put("is_pending", true)));
    return array(flows.values());
  }

  /** The flows by which someone who is logged in proves again who they are. */
  ArrayText reauthentication(Account account) {
    return array(reauthentication.flows(account).stream().map(Flows::flow).toList());
  }

  private static ArrayText array(Iterable<ObjectText> flows) {
    ArrayText array = new ArrayText();
    flows.forEach(array::add);
    return array;
  }

  private static ObjectText flow(String id) {
    return new ObjectText().put("id", id);
  }
}
