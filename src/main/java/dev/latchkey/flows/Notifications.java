package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.mail.Channel;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.mail.sms.PhoneNumber;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Notifies users of changes to their account: by mail, and by SMS if they have a phone number and
 * an SMS sender exists. The outbox decides whether notifications are enabled. Mails go only to
 * verified addresses, so that attackers cannot send them to others. Call it in the transaction that
 * makes the change.
 */
@Shared
public class Notifications {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");

  /**
   * The attribute with an account's phone number. Only administrators set it; sign-up has no such
   * field.
   */
  private static final String PHONE = "phone";

  private final EmailAddresses addresses;
  private final Outbox outbox;

  @Inject
  public Notifications(EmailAddresses addresses, Outbox outbox) {
    this.addresses = addresses;
    this.outbox = outbox;
  }

  /**
   * Notifies the account's primary address and phone of a change to the account itself. If the
   * primary address is not verified, the mail goes to another verified address; if there is none,
   * only the phone is notified.
   */
  public void send(MessageKind kind, Account account) {
    verified(account).ifPresent(to -> mail(kind, to.email(), to.email()));
    tellPhone(kind, account);
  }

  /**
   * Notifies of a change to an address.
   *
   * @param about the address that was added, changed or removed
   */
  public void send(MessageKind kind, Account account, String about) {
    verified(account).ifPresent(to -> mail(kind, to.email(), about));
    tellPhone(kind, account);
  }

  /** The same, but the mail goes to this address if it is verified. */
  public void send(MessageKind kind, Account account, EmailAddress to, String about) {
    Optional.of(to)
        .filter(EmailAddress::isVerified)
        .or(() -> verified(account))
        .ifPresent(verified -> mail(kind, verified.email(), about));
    tellPhone(kind, account);
  }

  private Optional<EmailAddress> verified(Account account) {
    return addresses.of(account).stream()
        .filter(EmailAddress::isVerified)
        .min(Comparator.comparing(address -> !address.isPrimary()));
  }

  private void mail(MessageKind kind, String to, String about) {
    outbox.send(kind, Destination.email(to), Map.of("email", about));
  }

  private void tellPhone(MessageKind kind, Account account) {
    if (!outbox.notifies(Channel.SMS) || !account.attributes().containsKey(PHONE)) {
      return;
    }
    PhoneNumber.parse(account.attributes().get(PHONE))
        .ifPresentOrElse(
            number -> outbox.send(kind, Destination.phone(number), Map.of()),
            () ->
                LOG.log(
                    Level.WARNING,
                    "The attribute phone of account {0} is not written like +4915112345678; no message goes there.",
                    account.id().toString()));
  }
}
