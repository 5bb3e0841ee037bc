package dev.latchkey.mail;

import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The unsent messages of a channel, of all nodes; encrypted, because they contain codes, links and
 * numbers.
 */
final class OutboundMails {

  /**
   * Longer than any attempt: after this time, the node that claimed the mail is considered dead.
   */
  static final Duration CLAIM = Duration.ofMinutes(5);

  private static final int BATCH = 50;

  private final Database database;
  private final ServerSecrets secrets;
  private final Channel channel;

  OutboundMails(Database database, ServerSecrets secrets, Channel channel) {
    this.database = database;
    this.secrets = secrets;
    this.channel = channel;
  }

  Channel channel() {
    return channel;
  }

  /** Stores a mail in the caller's transaction; it is due immediately. */
  void store(MessageKind kind, Mail mail, Duration worthSendingFor) {
    Instant now = database.now();
    OutboundMail row =
        new OutboundMail(
            channel, kind.key(), box().sealText(mail.toJson()), now, now.plus(worthSendingFor));
    database.transaction(() -> entities().persist(row));
  }

  /** The due mails, the one that waits longest first. */
  List<OutboundMail> due(int atMost) {
    return database.transaction(
        () ->
            entities()
                .createQuery(
                    "SELECT m FROM OutboundMail m WHERE m.channel = :channel AND m.nextAttempt <= :now"
                        + " AND m.expiresAt > :now ORDER BY m.nextAttempt, m.id",
                    OutboundMail.class)
                .setParameter("channel", channel)
                .setParameter("now", database.now())
                .setMaxResults(atMost)
                .getResultList());
  }

  /**
   * Claims a mail for this node, if it is unchanged.
   *
   * @return until when it is claimed; empty if another node was first
   */
  Optional<Instant> claim(OutboundMail seen) {
    Instant until = database.now().plus(CLAIM);
    int claimed =
        database.<Integer>transaction(
            () ->
                entities()
                    .createQuery(
                        "UPDATE OutboundMail m SET m.nextAttempt = :to, m.claimedUntil = :to,"
                            + " m.attempts = :attempts WHERE m.id = :id AND m.nextAttempt = :from")
                    .setParameter("to", until)
                    .setParameter("attempts", seen.attempts() + 1)
                    .setParameter("id", seen.id())
                    .setParameter("from", seen.nextAttempt())
                    .executeUpdate());
    return claimed == 1 ? Optional.of(until) : Optional.empty();
  }

  /**
   * Returns a claimed mail, to be retried after the delay.
   *
   * @param error why it was not sent
   * @return whether that will be before it expires
   */
  boolean putOff(OutboundMail mail, Instant claimedUntil, Duration delay, String error) {
    Instant next = database.now().plus(delay);
    database.transaction(
        () ->
            entities()
                .createQuery(
                    "UPDATE OutboundMail m SET m.nextAttempt = :to, m.lastError = :error"
                        + " WHERE m.id = :id AND m.nextAttempt = :from")
                .setParameter("to", next)
                .setParameter("error", error)
                .setParameter("id", mail.id())
                .setParameter("from", claimedUntil)
                .executeUpdate());
    return next.isBefore(mail.expiresAt());
  }

  /** Deletes a mail, even if another node has claimed it meanwhile. */
  void remove(OutboundMail mail) {
    database.transaction(
        () ->
            entities()
                .createQuery("DELETE FROM OutboundMail m WHERE m.id = :id")
                .setParameter("id", mail.id())
                .executeUpdate());
  }

  /**
   * Encrypts the mails with the current secret key that are encrypted with a previous one, a batch
   * in each transaction.
   *
   * @return their number
   */
  int sealAnew() {
    int count = 0;
    long last = 0;
    Batch batch;
    do {
      long after = last;
      batch = database.transaction(() -> sealSome(after));
      count += batch.sealed();
      last = batch.last();
    } while (batch.seen() == BATCH);
    return count;
  }

  private record Batch(int seen, int sealed, long last) {}

  private Batch sealSome(long after) {
    List<OutboundMail> mails =
        entities()
            .createQuery(
                "SELECT m FROM OutboundMail m WHERE m.channel = :channel AND m.id > :after"
                    + " ORDER BY m.id",
                OutboundMail.class)
            .setParameter("channel", channel)
            .setParameter("after", after)
            .setMaxResults(BATCH)
            .getResultList();
    SecretBox box = box();
    int sealed = 0;
    for (OutboundMail mail : mails) {
      Optional<String> anew = box.sealedAnew(mail.content());
      sealed += anew.isPresent() ? replace(mail, anew.get()) : 0;
    }
    long last = mails.isEmpty() ? after : mails.get(mails.size() - 1).id();
    return new Batch(mails.size(), sealed, last);
  }

  /** Uses a statement, because another node may send and delete the mail meanwhile. */
  private int replace(OutboundMail mail, String content) {
    return entities()
        .createQuery("UPDATE OutboundMail m SET m.content = :content WHERE m.id = :id")
        .setParameter("content", content)
        .setParameter("id", mail.id())
        .executeUpdate();
  }

  /** The mail in a row; empty if it was encrypted under another secret key. */
  Optional<Mail> open(OutboundMail mail) {
    return box().openText(mail.content()).map(Mail::fromJson);
  }

  private SecretBox box() {
    return new SecretBox(secrets.keys(), "mail");
  }

  private EntityManager entities() {
    return database.entities();
  }
}
