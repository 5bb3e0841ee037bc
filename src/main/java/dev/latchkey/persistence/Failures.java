package dev.latchkey.persistence;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Finds the database's reason in an exception, however it is wrapped. */
public final class Failures {

  /** PostgreSQL's message for 40001, which may occur only at the commit. */
  private static final String UNSERIALIZABLE = "could not serialize access";

  private static final Set<String> UNSTORABLE = Set.of("22001", "22021", "22P05");

  /**
   * The connection is closed (08003) or has failed (08006), or the server has ended it: at its own
   * end (57P01), or after a crash of another process (57P02).
   */
  private static final Set<String> LOST = Set.of("08003", "08006", "57P01", "57P02");

  private static final int DEEPEST = 30;

  private Failures() {}

  /** Whether a constraint was violated, usually a unique key or a reference (SQLSTATE class 23). */
  public static boolean isConstraintViolation(Throwable e) {
    return find(e, s -> state(s).startsWith("23")).isPresent();
  }

  /**
   * Whether the database could not store a value: it is too long for its column (SQLSTATE 22001),
   * or contains a character that the database cannot represent (22021, 22P05).
   */
  public static boolean isUnstorableValue(Throwable e) {
    return find(e, s -> UNSTORABLE.contains(state(s))).isPresent();
  }

  /**
   * Whether the transaction was aborted because of another: rolled back (class 40), or a lock
   * timeout.
   */
  static boolean isWorthRepeating(Throwable e) {
    return e instanceof TransactionRace
        || find(
                e,
                s ->
                    state(s).startsWith("40")
                        || state(s).equals("HYT00")
                        || state(s).equals("55P03"))
            .isPresent()
        || isVictimByName(e);
  }

  /** When a commit fails, Payara passes on only the database's message. */
  private static boolean isVictimByName(Throwable e) {
    return chain(e)
        .anyMatch(
            t ->
                t instanceof XAException
                    && String.valueOf(t.getMessage()).contains(UNSERIALIZABLE));
  }

  static RuntimeException translated(RuntimeException e) {
    if (e instanceof DatabaseUnavailable) {
      return e;
    }
    boolean unavailable =
        find(e, Failures::isConnectionTrouble).isPresent()
            || isWorthRepeating(e)
            || isLostForNoReason(e);
    return unavailable ? new DatabaseUnavailable("The database does not respond.", e) : e;
  }

  /** Whether the database rejected a change because it can only be read (SQLSTATE 25006). */
  static boolean isReadOnly(Throwable e) {
    return find(e, s -> state(s).equals("25006")).isPresent();
  }

  /** Whether a connection that had been made was lost. */
  static boolean isLostConnection(Throwable e) {
    return find(e, s -> LOST.contains(state(s))).isPresent();
  }

  /**
   * Whether the connection failed or was lost, or the database cannot work at the moment: it is out
   * of resources (class 53), is shutting down (57), or is a read-only replica (25006).
   */
  private static boolean isConnectionTrouble(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTimeoutException
        // Databases always return a SQLSTATE; this is the connection pool's message.
        || state(e).isEmpty()
        || state(e).startsWith("08")
        || state(e).startsWith("57")
        || state(e).startsWith("53")
        || isReadOnly(e);
  }

  /**
   * Servers give no reason if the connection was lost at the commit or the transaction timed out.
   */
  private static boolean isLostForNoReason(RuntimeException e) {
    return e instanceof TransactionLost && find(e, s -> true).isEmpty();
  }

  private static Optional<SQLException> find(Throwable e, Predicate<SQLException> wanted) {
    return chain(e)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(wanted)
        .findFirst();
  }

  private static Stream<Throwable> chain(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
