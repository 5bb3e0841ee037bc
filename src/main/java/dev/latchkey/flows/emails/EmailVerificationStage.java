package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.mail.Destination;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import jakarta.inject.Inject;
import java.util.Optional;

/** If verification is mandatory, users cannot log in before one of their addresses is verified. */
@Shared
public class EmailVerificationStage implements LoginStage {

  public static final String FLOW = "verify_email";

  private final EmailAddresses addresses;
  private final VerificationMail mail;
  private final Codes codes;
  private final boolean mandatory;

  @Inject
  public EmailVerificationStage(
      EmailAddresses addresses, VerificationMail mail, Codes codes, Settings settings) {
    this.addresses = addresses;
    this.mail = mail;
    this.codes = codes;
    this.mandatory =
        settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY;
  }

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 200;
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return mandatory && !addresses.hasVerified(account);
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {
    Optional<EmailAddress> address =
        Optional.ofNullable(login.email())
            .flatMap(email -> addresses.find(account, email))
            .or(() -> addresses.primaryOf(account));
    address.ifPresent(a -> begin(session, account, a));
  }

  private void begin(Session session, Account account, EmailAddress address) {
    boolean maySend = mail.maySend(address.email());
    if (mail.isByCode()) {
      session.remember(
          session
              .state()
              .with(
                  maySend
                      ? mail.sendCode(address.email(), account.id())
                      : codes.unsent(
                          CodePurpose.EMAIL_VERIFICATION,
                          Destination.email(address.email()),
                          account.id())));
    } else if (maySend) {
      mail.sendLink(address);
    }
  }
}
