package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Map;

/** Where mails and short messages are handed in. */
@Shared
public class Outbox {

  private final Database database;
  private final Settings settings;
  private final OutboundMails mails;
  private final OutboundMails shortMessages;
  private final MailWriter writer;
  private final Delivery delivery;

  @Inject
  public Outbox(Database database, ServerSecrets secrets, Settings settings, Delivery delivery) {
    this.database = database;
    this.settings = settings;
    this.mails = new OutboundMails(database, secrets, Channel.MAIL);
    this.shortMessages = new OutboundMails(database, secrets, Channel.SMS);
    this.writer = new MailWriter(settings);
    this.delivery = delivery;
  }

  /**
   * Sends a mail if the current transaction commits, else never; in the language of the current
   * client. Notifications are passed over where {@code ACCOUNT_EMAIL_NOTIFICATIONS} does not want
   * them.
   *
   * @param to the recipient's address
   * @param values what {@link MailKind} asks for, by name; of others a mail knows nothing
   * @throws IllegalArgumentException when a value is missing, or a link is none
   */
  public void send(MailKind kind, String to, Map<String, String> values) {
    if (kind.isNotification() && !wantsNotifications()) {
      return;
    }
    store(mails, writer.write(kind, to, values, RequestContext.current(), database.now()), kind);
  }

  /** Whether short messages are wanted, and can be sent: those are notifications. */
  public boolean notifiesPhones() {
    return wantsNotifications() && delivery.reachesPhones();
  }

  /**
   * Sends the subject of a notification as a short message if the current transaction commits, else
   * never. Passed over where {@link #notifiesPhones} is false.
   */
  public void sendShort(MailKind notification, PhoneNumber to) {
    if (notifiesPhones()) {
      store(
          shortMessages,
          writer.writeShort(notification, to, RequestContext.current(), database.now()),
          notification);
    }
  }

  private void store(OutboundMails channel, Mail mail, MailKind kind) {
    database.transaction(
        () -> {
          channel.store(mail, kind.worthSendingFor(settings));
          database.afterCommit(delivery::wake);
        });
  }

  private boolean wantsNotifications() {
    return settings.get(AccountSettings.EMAIL_NOTIFICATIONS);
  }
}
