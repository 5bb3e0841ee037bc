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

/** Accepts mails and short messages for delivery. */
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
   * client. Drops notifications if {@code ACCOUNT_EMAIL_NOTIFICATIONS} is off, and mails beyond
   * {@link RecipientLimit}: the caller continues as if they were sent.
   *
   * @param to the recipient's address
   * @param values the values that {@link MessageKind} requires, by name; others are ignored
   * @throws IllegalArgumentException if a value is missing, or a link is invalid
   */
  public void send(MessageKind kind, String to, Map<String, String> values) {
    send(kind.isNotification() ? Cause.OWNER : Cause.STRANGERS, kind, to, values);
  }

  /**
   * Like {@link #send}, if the client has just authenticated as the owner of the account: such
   * mails have a separate limit, which attackers cannot use up.
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
   * A dropped mail is written and stored anyway, but as expired: the duration of a response must
   * not reveal whether there is an account.
   */
  private boolean isWanted(MessageKind kind) {
    return kind != MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT
        || settings.get(AccountSettings.EMAIL_UNKNOWN_ACCOUNTS);
  }

  /** Whether notifications by short message are enabled and can be sent. */
  public boolean notifiesPhones() {
    return wantsNotifications() && delivery.reachesPhones();
  }

  /**
   * Sends the subject of a notification as a short message if the current transaction commits, else
   * never. Dropped if {@link #notifiesPhones} is false, and beyond {@link RecipientLimit}.
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
