package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.mail.MailKind;
import dev.latchkey.mail.Outbox;
import jakarta.inject.Inject;
import java.util.Map;

/** Mails that tell people what has just been changed about their account; the outbox knows whether they are wanted. */
@Shared
public class Notifications {

  private final EmailAddresses addresses;
  private final Outbox outbox;

  @Inject
  public Notifications(EmailAddresses addresses, Outbox outbox) {
    this.addresses = addresses;
    this.outbox = outbox;
  }

  /** Tells the account's primary address. Call it in the transaction that makes the change. */
  void send(MailKind kind, Account account) {
    addresses.primaryOf(account).map(EmailAddress::email).ifPresent(to -> send(kind, to, to));
  }

  /**
   * Tells an address.
   *
   * @param about the address that was added, changed or removed
   */
  void send(MailKind kind, String to, String about) {
    outbox.send(kind, to, Map.of("email", about));
  }
}
