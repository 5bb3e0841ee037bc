package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.RecipientLimit.Cause;
import dev.latchkey.mail.sms.PhoneNumber;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

/** Where mails and short messages are handed in. */
@Shared
public class Outbox {

  private final Database database;
  private final Settings settings;
  private final OutboundMails mails;
  private final OutboundMails shortMessages;
  private final MailWriter writer;
  private final RecipientLimit limit;
  private final Delivery delivery;

  @Inject
  public Outbox(
      Database database,
      ServerSecrets secrets,
      Settings settings,
      RecipientLimit limit,
      Delivery delivery) {
    this.database = database;
    this.settings = settings;
    this.mails = new OutboundMails(database, secrets, Channel.MAIL);
    this.shortMessages = new OutboundMails(database, secrets, Channel.SMS);
    this.writer = new MailWriter(settings);
    this.limit = limit;
    this.delivery = delivery;
  }

  /**
   * Sends a mail if the current transaction commits, else never; in the language of the current
   * client. Notifications are passed over where {@code ACCOUNT_EMAIL_NOTIFICATIONS} does not want
   * them, and mails beyond {@link RecipientLimit} are: the caller goes on as if they were sent.
   *
   * @param to the recipient's address
   * @param values what {@link MessageKind} asks for, by name; of others a mail knows nothing
   * @throws IllegalArgumentException when a value is missing, or a link is none
   */
  public void send(MessageKind kind, String to, Map<String, String> values) {
    send(kind.isNotification() ? Cause.OWNER : Cause.STRANGERS, kind, to, values);
  }

  /**
   * As {@link #send}, where the client has just proven to be the owner of the account: such mails
   * have a limit of their own, which strangers cannot use up.
   */
  public void sendToOwner(MessageKind kind, String to, Map<String, String> values) {
    send(Cause.OWNER, kind, to, values);
  }

  private void send(Cause cause, MessageKind kind, String to, Map<String, String> values) {
    if (kind.isNotification() && !wantsNotifications()) {
      return;
    }
    if (limit.admits(cause, kind, Channel.MAIL, to)) {
      Mail mail = writer.write(kind, to, values, RequestContext.current(), database.now());
      store(mails, mail, isWanted(kind) ? kind.worthSendingFor(settings) : Duration.ZERO);
    }
  }

  /**
   * A mail that is not wanted is written and stored all the same, only as one that has expired:
   * whether there is an account must not show in how long an answer takes.
   */
  private boolean isWanted(MessageKind kind) {
    return kind != MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT
        || settings.get(AccountSettings.EMAIL_UNKNOWN_ACCOUNTS);
  }

  /** Whether short messages are wanted, and can be sent: those are notifications. */
  public boolean notifiesPhones() {
    return wantsNotifications() && delivery.reachesPhones();
  }

  /**
   * Sends the subject of a notification as a short message if the current transaction commits, else
   * never. Passed over where {@link #notifiesPhones} is false, and beyond {@link RecipientLimit}.
   */
  public void sendShort(MessageKind notification, PhoneNumber to) {
    if (notifiesPhones() && limit.admits(Cause.OWNER, notification, Channel.SMS, to.text())) {
      store(
          shortMessages,
          writer.writeShort(notification, to, RequestContext.current(), database.now()),
          notification.worthSendingFor(settings));
    }
  }

  private void store(OutboundMails channel, Mail mail, Duration worthSendingFor) {
    database.transaction(
        () -> {
          channel.store(mail, worthSendingFor);
          database.afterCommit(delivery::wake);
        });
  }

  private boolean wantsNotifications() {
    return settings.get(AccountSettings.EMAIL_NOTIFICATIONS);
  }
}
