package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.CodeMessages;
import dev.latchkey.flows.FrontendLinks;
import dev.latchkey.flows.Outcome;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The mails by which users verify that an address is theirs. */
@Shared
public class VerificationMail {

  private final Attempts attempts;
  private final Outbox outbox;
  private final CodeMessages codes;
  private final EmailLinks links;
  private final FrontendLinks frontend;
  private final boolean byCode;
  private final boolean optional;

  @Inject
  public VerificationMail(
      Attempts attempts,
      Outbox outbox,
      CodeMessages codes,
      EmailLinks links,
      FrontendLinks frontend,
      Settings settings) {
    this.attempts = attempts;
    this.outbox = outbox;
    this.codes = codes;
    this.links = links;
    this.frontend = frontend;
    this.optional = settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.OPTIONAL;
    this.byCode = settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED);
  }

  /** Whether addresses are verified by code instead of by link. */
  public boolean isByCode() {
    return byCode;
  }

  /** Whether another mail may be sent to an address now; counts it if so. */
  public boolean maySend(String email) {
    return attempts.mayTry(Action.CONFIRM_EMAIL, email);
  }

  /** Continues if another mail may be sent to an address now, and counts it. */
  <T> Outcome<T> limited(String email, Supplier<Outcome<T>> then) {
    return attempts.about(Action.CONFIRM_EMAIL, email, then);
  }

  public void sendLink(EmailAddress address) {
    String key = links.keyFor(address);
    outbox.send(
        MessageKind.VERIFY_EMAIL_LINK,
        Destination.email(address.email()),
        Map.of("link", frontend.link(HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL, key)));
  }

  /** Sends a code to an address of an account. */
  PendingCode sendCode(String email, Long account) {
    return codes.send(CodePurpose.EMAIL_VERIFICATION, Destination.email(email), account);
  }

  /** Sends another code of the same process. */
  PendingCode resendCode(PendingCode before) {
    return codes.resend(before);
  }

  /** Sends a link or, if another account has verified the address, notifies the owner. */
  void sendLinkOrTellOwner(Optional<EmailAddress> row, String email) {
    row.ifPresentOrElse(this::sendLink, () -> tellOwner(email));
  }

  /**
   * Sends the mail after a sign-up if verification is optional. If it is mandatory, the stage sends
   * the mail.
   *
   * @param row the new address; empty if another account has verified it
   */
  public void followSignup(Optional<EmailAddress> row, String email) {
    if (optional && maySend(email)) {
      sendLinkOrTellOwner(row, email);
    }
  }

  /** Notifies the owner of an address of an attempt to sign up with it. */
  public void tellOwner(String email) {
    outbox.send(MessageKind.SIGNUP_ACCOUNT_EXISTS, Destination.email(email), Map.of());
  }
}
