package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Codes;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.LoginCodeRequirement;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Where it is required, a login by another method is completed with a code sent by mail. */
@Shared
public class LoginCodeStage implements LoginStage {

  public static final String FLOW = "login_by_code";

  private final EmailAddresses addresses;
  private final Outbox outbox;
  private final Codes codes;
  private final LoginCodeRequirement required;

  @Inject
  public LoginCodeStage(EmailAddresses addresses, Outbox outbox, Codes codes, Settings settings) {
    this.addresses = addresses;
    this.outbox = outbox;
    this.codes = codes;
    this.required = settings.get(AccountSettings.LOGIN_BY_CODE_REQUIRED);
  }

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 100;
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return !login.hasProven(AuthenticationMethods.CODE)
        && login.methods().stream().anyMatch(m -> required.appliesTo(m.method()))
        && address(account, login).isPresent();
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {
    String email = address(account, login).orElseThrow().email();
    String code = codes.generate(CodePurpose.LOGIN);
    outbox.sendToOwner(MessageKind.LOGIN_CODE, email, Map.of("code", code));
    session.remember(
        session.state().with(codes.sent(CodePurpose.LOGIN, code, email, account.id())));
  }

  /** Sends a login code that a stranger may have asked for; only its digest may be kept. */
  String send(String email) {
    String code = codes.generate(CodePurpose.LOGIN);
    outbox.send(MessageKind.LOGIN_CODE, email, Map.of("code", code));
    return code;
  }

  private Optional<EmailAddress> address(Account account, PendingLogin login) {
    return Optional.ofNullable(login.email())
        .flatMap(email -> addresses.find(account, email))
        .filter(addresses::opens)
        .or(() -> addresses.primaryOf(account).filter(addresses::opens))
        .or(() -> addresses.of(account).stream().filter(EmailAddress::isVerified).findFirst());
  }
}
