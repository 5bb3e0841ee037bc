package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.mail.MailTransport.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends the due messages of a channel. This node claims each first, and uses one connection as long
 * as it works.
 */
final class DeliveryRound {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");
  private static final int AT_ONCE = 20;
  private static final int LONGEST_ERROR = 500;
  private static final int SHORTEST_SECRET = 4;

  /** Has a digit, as most codes and keys do, or looks like a code without one. */
  private static final Pattern SECRET = Pattern.compile("[0-9]|^[A-Z-]+$");

  private static final Pattern LINK = Pattern.compile("[a-z][a-z0-9+.-]*://\\S+");
  private static final String SEALED = "It was encrypted under another SECRET_KEY.";

  private final OutboundMails mails;
  private final MailTransport transport;
  private final RetryDelays delays;
  private final DeliveryState state;
  private final BooleanSupplier stopped;
  private @Nullable Connection connection;
  private @Nullable Duration shortestDelay;

  /**
   * @param stopped checked before each mail
   */
  DeliveryRound(
      OutboundMails mails,
      MailTransport transport,
      RetryDelays delays,
      DeliveryState state,
      BooleanSupplier stopped) {
    this.mails = mails;
    this.transport = transport;
    this.delays = delays;
    this.state = state;
    this.stopped = stopped;
  }

  /**
   * Sends until nothing is due or the mail server cannot be used.
   *
   * @return the delay until the earliest retry, if there is one
   */
  Optional<Duration> run() {
    try {
      List<OutboundMail> due;
      do {
        due = mails.due(AT_ONCE);
      } while (!due.isEmpty() && due.stream().allMatch(this::process));
    } finally {
      disconnect();
    }
    return Optional.ofNullable(shortestDelay);
  }

  /** Sends one, unless another node has claimed it, and returns whether to continue. */
  private boolean process(OutboundMail mail) {
    if (stopped.getAsBoolean()) {
      return false;
    }
    Optional<Instant> claimed = mails.claim(mail);
    if (claimed.isEmpty()) {
      return true;
    }
    try {
      deliver(mail);
    } catch (MailNotSent failure) {
      disconnect();
      state.failed(mails.channel(), failure);
      settle(mail, claimed.get(), failure);
      return failure.extent() != Extent.ALL_FOR_NOW;
    }
    state.delivered(mails.channel());
    mails.remove(mail);
    return true;
  }

  private void deliver(OutboundMail row) throws MailNotSent {
    try {
      Mail mail = mails.open(row).orElseThrow(() -> new MailNotSent(Extent.FOR_NOW, SEALED, null));
      if (connection == null) {
        connection = transport.open();
      }
      connection.send(mail);
    } catch (RuntimeException | LinkageError e) {
      throw new MailNotSent(Extent.FOR_NOW, "The mail cannot be composed.", e);
    }
  }

  private void settle(OutboundMail mail, Instant claimedUntil, MailNotSent failure) {
    int attempts = mail.attempts() + 1;
    String shown = shown(mail, failure);
    if (failure.extent() == Extent.FOR_GOOD) {
      mails.remove(mail);
      LOG.log(Level.WARNING, "{0} {1} is abandoned. {2}", noun(), mail.id(), shown);
      return;
    }
    Duration delay = delays.after(attempts);
    boolean again = mails.putOff(mail, claimedUntil, delay, shown);
    if (again && (shortestDelay == null || delay.compareTo(shortestDelay) < 0)) {
      shortestDelay = delay;
    }
    LOG.log(
        Level.WARNING,
        "{0} {1} was not sent at attempt {2} and is {3}. {4}",
        noun(),
        mail.id(),
        attempts,
        again ? "retried in " + delay.toSeconds() + " s" : "abandoned",
        shown);
  }

  /**
   * The failure for administrators and the log. A server's response may repeat parts of the mail,
   * and a gateway of short messages is the application's own code: neither may show a code, a link
   * or a number.
   */
  private String shown(OutboundMail mail, MailNotSent failure) {
    String text =
        mails.channel() == Channel.MAIL ? failure.report() : String.valueOf(failure.getMessage());
    return mails.open(mail).map(Mail::text).map(own -> without(own, text)).orElse(text);
  }

  private static String without(String content, String text) {
    String shown = LINK.matcher(text).replaceAll("…");
    for (String word : content.split("\\s+")) {
      if (word.length() >= SHORTEST_SECRET && SECRET.matcher(word).find()) {
        shown = shown.replace(word, "…");
      }
    }
    return shown.length() <= LONGEST_ERROR ? shown : shown.substring(0, LONGEST_ERROR);
  }

  private String noun() {
    return mails.channel().noun();
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
