package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.RecipientLimit.Cause;
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
   * Sends a message if the current transaction commits, else never; in the language of the current
   * client. Notifications are passed over where {@code ACCOUNT_EMAIL_NOTIFICATIONS} does not want
   * them, and messages beyond {@link RecipientLimit} are: the caller goes on as if they were sent.
   *
   * @param values what {@link MessageKind} asks for, by name; of others a message knows nothing
   * @throws IllegalArgumentException when a value is missing, a link is none, or such a message
   *     does not go by this channel
   * @throws IllegalStateException where the channel does not {@linkplain #reaches reach} anyone
   */
  public void send(MessageKind kind, Destination to, Map<String, String> values) {
    send(kind.isNotification() ? Cause.OWNER : Cause.STRANGERS, kind, to, values);
  }

  /**
   * As {@link #send}, where the client has just proven to be the owner of the account: such
   * messages have a limit of their own, which strangers cannot use up.
   */
  public void sendToOwner(MessageKind kind, Destination to, Map<String, String> values) {
    send(Cause.OWNER, kind, to, values);
  }

  /** Whether there is a way to send messages by this channel. */
  public boolean reaches(Channel channel) {
    return channel == Channel.MAIL || delivery.reachesPhones();
  }

  /** Whether users want to be told of changes, and can be by this channel. */
  public boolean notifies(Channel channel) {
    return settings.get(AccountSettings.EMAIL_NOTIFICATIONS) && reaches(channel);
  }

  private void send(Cause cause, MessageKind kind, Destination to, Map<String, String> values) {
    if (kind.isNotification() && !notifies(to.channel())) {
      return;
    }
    if (!reaches(to.channel())) {
      throw new IllegalStateException("There is no way to send a " + to.channel() + ".");
    }
    if (limit.admits(cause, kind, to)) {
      Mail message = writer.write(kind, to, values, RequestContext.current(), database.now());
      Duration worthSendingFor = isWanted(kind) ? kind.worthSendingFor(settings) : Duration.ZERO;
      database.transaction(
          () -> {
            waiting(to.channel()).store(message, worthSendingFor);
            database.afterCommit(delivery::wake);
          });
    }
  }

  private OutboundMails waiting(Channel channel) {
    return channel == Channel.MAIL ? mails : shortMessages;
  }

  /**
   * A mail that is not wanted is written and stored all the same, only as one that has expired:
   * whether there is an account must not show in how long an answer takes.
   */
  private boolean isWanted(MessageKind kind) {
    return kind != MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT
        || settings.get(AccountSettings.EMAIL_UNKNOWN_ACCOUNTS);
  }
}
