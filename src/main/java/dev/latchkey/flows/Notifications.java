package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.mail.MailKind;
import dev.latchkey.mail.Outbox;
import dev.latchkey.mail.PhoneNumber;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Tells people what has just been changed about their account, by mail and, where they have a phone
 * number and there is a way to send them, by short message; the outbox knows whether they are
 * wanted. Call it in the transaction that makes the change.
 */
@Shared
public class Notifications {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");

  /**
   * The attribute with an account's phone number. Only administrators set it: sign-up takes no such
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

  /** Tells the account's primary address of something about the account itself, and the phone. */
  public void send(MailKind kind, Account account) {
    addresses.primaryOf(account).map(EmailAddress::email).ifPresent(to -> mail(kind, to, to));
    tellPhone(kind, account);
  }

  /**
   * Tells the account's primary address, and the phone.
   *
   * @param about the address that was added, changed or removed
   */
  public void send(MailKind kind, Account account, String about) {
    addresses.primaryOf(account).ifPresent(primary -> mail(kind, primary.email(), about));
    tellPhone(kind, account);
  }

  /** The same, where the mail goes to this address instead. */
  public void send(MailKind kind, Account account, String to, String about) {
    mail(kind, to, about);
    tellPhone(kind, account);
  }

  private void mail(MailKind kind, String to, String about) {
    outbox.send(kind, to, Map.of("email", about));
  }

  private void tellPhone(MailKind kind, Account account) {
    if (!outbox.notifiesPhones() || !account.attributes().containsKey(PHONE)) {
      return;
    }
    PhoneNumber.parse(account.attributes().get(PHONE))
        .ifPresentOrElse(
            number -> outbox.sendShort(kind, number),
            () ->
                LOG.log(
                    Level.WARNING,
                    "The attribute phone of account {0} is not written like +4915112345678; no message goes there.",
                    account.id().toString()));
  }
}
