package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.SealedStore;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.RecipientLimit.Cause;
import dev.latchkey.persistence.Database;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Accepts mails and short messages for delivery. */
@Shared
public class Outbox implements SealedStore {

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
   * Sends a message if the current transaction commits, else never; in the language of the current
   * client. Drops notifications if {@code ACCOUNT_EMAIL_NOTIFICATIONS} is off, and messages beyond
   * {@link RecipientLimit}: the caller continues as if they were sent.
   *
   * @param values the values that {@link MessageKind} requires, by name; others are ignored
   * @throws IllegalArgumentException if a value is missing, a link is invalid, or such a message
   *     does not go by this channel
   * @throws IllegalStateException if there is no way to send by this channel
   */
  public void send(MessageKind kind, Destination to, Map<String, String> values) {
    send(kind.isNotification() ? Cause.OWNER : Cause.STRANGERS, kind, to, values);
  }

  /**
   * Like {@link #send}, if the client has just authenticated as the owner of the account: such
   * messages have a separate limit, which attackers cannot use up.
   */
  public void sendToOwner(MessageKind kind, Destination to, Map<String, String> values) {
    send(Cause.OWNER, kind, to, values);
  }

  /**
   * Like {@link #send}, if an administrator causes the message: it counts among those of the owner.
   *
   * @return empty if it is on its way; else how long no further one is sent to this recipient
   */
  public Optional<Duration> sendByAdministrator(
      MessageKind kind, Destination to, Map<String, String> values) {
    return send(Cause.OWNER, kind, to, values);
  }

  @Override
  public int sealAnew() {
    return mails.sealAnew() + shortMessages.sealAnew();
  }

  /** Whether there is a way to send messages by this channel. */
  public boolean reaches(Channel channel) {
    return channel == Channel.MAIL || delivery.reachesPhones();
  }

  /** Whether notifications of changes are enabled, and can be sent by this channel. */
  public boolean notifies(Channel channel) {
    return settings.get(AccountSettings.EMAIL_NOTIFICATIONS) && reaches(channel);
  }

  private Optional<Duration> send(
      Cause cause, MessageKind kind, Destination to, Map<String, String> values) {
    if (kind.isNotification() && !notifies(to.channel())) {
      return Optional.empty();
    }
    if (!reaches(to.channel())) {
      throw new IllegalStateException("There is no way to send a " + to.channel() + ".");
    }
    Optional<Duration> wait = limit.count(cause, kind, to);
    if (wait.isEmpty()) {
      Mail message = writer.write(kind, to, values, RequestContext.current(), database.now());
      Duration worthSendingFor = isWanted(kind) ? kind.worthSendingFor(settings) : Duration.ZERO;
      database.transaction(
          () -> {
            waiting(to.channel()).store(kind, message, worthSendingFor);
            database.afterCommit(delivery::wake);
          });
    }
    return wait;
  }

  private OutboundMails waiting(Channel channel) {
    return channel == Channel.MAIL ? mails : shortMessages;
  }

  /**
   * A dropped mail is written and stored anyway, but as expired: the duration of a response must
   * not reveal whether there is an account.
   */
  private boolean isWanted(MessageKind kind) {
    return kind != MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT
        || settings.get(AccountSettings.EMAIL_UNKNOWN_ACCOUNTS);
  }
}
