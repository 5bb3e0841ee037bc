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

/** Reads out of an exception what the database meant by it, whoever wrapped it. */
public final class Failures {

  /** What PostgreSQL says with 40001, which it may not find out before the commit. */
  private static final String UNSERIALIZABLE = "could not serialize access";

  private static final Set<String> UNSTORABLE = Set.of("22001", "22021", "22P05");

  private static final int DEEPEST = 30;

  private Failures() {}

  /** Whether a unique key or a reference was violated (SQLSTATE class 23). */
  public static boolean isConstraintViolation(Throwable e) {
    return find(e, s -> state(s).startsWith("23")).isPresent();
  }

  /**
   * Whether the database could not store a value as it was given: too long for its column (SQLSTATE
   * 22001), or with a character that it has no room for (22021, 22P05).
   */
  public static boolean isUnstorableValue(Throwable e) {
    return find(e, s -> UNSTORABLE.contains(state(s))).isPresent();
  }

  /**
   * Whether the transaction fell victim to another: rolled back (class 40), or a lock not had in
   * time.
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

  /** Payara hands on of a commit that has failed what the database said, and nothing else. */
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
    return unavailable ? new DatabaseUnavailable("The database does not answer.", e) : e;
  }

  /**
   * Whether there was no connection, or no longer one, or one to a database that does nothing at
   * the moment: one that is out of resources (class 53), has been told to stop (57), or only copies
   * another (25006).
   */
  private static boolean isConnectionTrouble(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTimeoutException
        // Databases always give one; these are the words of the pool in front of them.
        || state(e).isEmpty()
        || state(e).startsWith("08")
        || state(e).startsWith("57")
        || state(e).startsWith("53")
        || state(e).equals("25006");
  }

  /**
   * Servers do not tell why, where the connection was lost at the commit or the transaction took
   * too long.
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
