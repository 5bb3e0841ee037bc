package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The unsent messages of both channels, for administrators: without their content. */
@Shared
public class WaitingMails {

  /**
   * An unsent message.
   *
   * @param kind the kind of message, as in the names of its texts; null if an earlier release
   *     stored it
   * @param to the recipient of a mail; null for a short message, and if the row cannot be decrypted
   * @param attempts how often a node has tried to send it
   * @param sending whether a node is trying now
   * @param nextAttempt when it is tried next
   * @param lastError why the latest attempt failed
   */
  public record Waiting(
      long id,
      Channel channel,
      @Nullable String kind,
      @Nullable String to,
      int attempts,
      boolean sending,
      @Nullable Instant created,
      Instant nextAttempt,
      Instant expiresAt,
      @Nullable String lastError) {}

  /** The outcome of a change. */
  public enum Change {
    DONE,
    /** It has been sent or has expired. */
    GONE,
    /** A node is sending it. */
    BEING_SENT
  }

  private static final String UNSENT = " FROM OutboundMail m WHERE m.expiresAt > :now";
  private static final String TRIED = " AND m.attempts > 0";
  private static final String UNTRIED = " AND m.attempts = 0";

  private final Database database;
  private final Delivery delivery;
  private final OutboundMails mails;

  @Inject
  public WaitingMails(Database database, ServerSecrets secrets, Delivery delivery) {
    this.database = database;
    this.delivery = delivery;
    this.mails = new OutboundMails(database, secrets, Channel.MAIL);
  }

  /**
   * A page of messages, in the order of their ids.
   *
   * @param failing whether nodes have tried to send them; empty for all
   */
  public List<Waiting> list(Optional<Boolean> failing, long after, int limit) {
    String which = failing.map(tried -> tried ? TRIED : UNTRIED).orElse("");
    return database.transaction(
        () -> {
          Instant now = database.now();
          TypedQuery<OutboundMail> select =
              database
                  .entities()
                  .createQuery(
                      "SELECT m" + UNSENT + " AND m.id > :after" + which + " ORDER BY m.id",
                      OutboundMail.class)
                  .setParameter("now", now)
                  .setParameter("after", after)
                  .setMaxResults(limit);
          return select.getResultList().stream().map(row -> waiting(row, now)).toList();
        });
  }

  /** How many there are. @param failing whether nodes have tried to send them */
  public long count(boolean failing) {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery("SELECT COUNT(m)" + UNSENT + (failing ? TRIED : UNTRIED), Long.class)
                .setParameter("now", database.now())
                .getSingleResult());
  }

  /** Makes a message due now. */
  public Change retry(long id) {
    Change change =
        change(
            id,
            row ->
                database
                    .entities()
                    .createQuery(
                        "UPDATE OutboundMail m SET m.nextAttempt = :now"
                            + " WHERE m.id = :id AND m.nextAttempt = :seen")
                    .setParameter("now", database.now())
                    .setParameter("id", id)
                    .setParameter("seen", row.nextAttempt())
                    .executeUpdate());
    delivery.wake();
    return change;
  }

  /** Deletes a message. */
  public Change discard(long id) {
    return change(
        id,
        row ->
            database
                .entities()
                .createQuery(
                    "DELETE FROM OutboundMail m WHERE m.id = :id AND m.nextAttempt = :seen")
                .setParameter("id", id)
                .setParameter("seen", row.nextAttempt())
                .executeUpdate());
  }

  /** Whether mails are sent to their recipients, and not only written to the log. */
  public boolean reachesPeople() {
    return delivery.reachesPeople();
  }

  /** How mails are sent, in words. */
  public String transport() {
    return delivery.description();
  }

  private interface Statement {
    int on(OutboundMail row);
  }

  /** A node that claims it concurrently wins: the statement finds it changed. */
  private Change change(long id, Statement statement) {
    return database.transaction(
        () -> {
          Instant now = database.now();
          OutboundMail row = database.entities().find(OutboundMail.class, id);
          if (row == null || !now.isBefore(row.expiresAt())) {
            return Change.GONE;
          }
          if (row.isClaimed(now)) {
            return Change.BEING_SENT;
          }
          return statement.on(row) == 1 ? Change.DONE : Change.BEING_SENT;
        });
  }

  private Waiting waiting(OutboundMail row, Instant now) {
    boolean isMail = row.channel() == Channel.MAIL;
    return new Waiting(
        row.id(),
        row.channel(),
        row.kind(),
        isMail ? mails.open(row).map(Mail::to).orElse(null) : null,
        row.attempts(),
        row.isClaimed(now),
        row.created(),
        row.nextAttempt(),
        row.expiresAt(),
        row.lastError());
  }
}
