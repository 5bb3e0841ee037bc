package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.mail.Destination;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.LoginCodeRequirement;
import jakarta.inject.Inject;
import java.util.Optional;

/** If a login code is required, it completes a login by another method with a code sent by mail. */
@Shared
public class LoginCodeStage implements LoginStage {

  public static final String FLOW = "login_by_code";

  private final EmailAddresses addresses;
  private final CodeMessages codes;
  private final LoginCodeRequirement required;

  @Inject
  public LoginCodeStage(EmailAddresses addresses, CodeMessages codes, Settings settings) {
    this.addresses = addresses;
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
    session.remember(
        session
            .state()
            .with(codes.sendToOwner(CodePurpose.LOGIN, Destination.email(email), account.id())));
  }

  private Optional<EmailAddress> address(Account account, PendingLogin login) {
    return Optional.ofNullable(login.email())
        .flatMap(email -> addresses.find(account, email))
        .filter(addresses::opens)
        .or(() -> addresses.primaryOf(account).filter(addresses::opens))
        .or(() -> addresses.of(account).stream().filter(EmailAddress::isVerified).findFirst());
  }
}
