package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"23000", "23505", "23503"})
  void constraintViolation_atAnyDepth_isRecognized(String state) {
    assertTrue(Failures.isConstraintViolation(wrapped(new SQLException("made up", state))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "22021", "22P05"})
  void value_thatTheDatabaseCannotStore_isBadInput(String state) {
    assertTrue(Failures.isUnstorableValue(wrapped(new SQLException("made up", state))));
    assertFalse(Failures.isUnstorableValue(wrapped(new SQLException("made up", "22012"))));
    assertFalse(Failures.isConstraintViolation(wrapped(new SQLException("made up", state))));
  }

  @Test
  void exception_withoutSql_isNoConstraintViolation() {
    assertFalse(Failures.isConstraintViolation(new IllegalStateException("23505")));
    assertFalse(Failures.isConstraintViolation(wrapped(new SQLException("without a state"))));
    assertFalse(Failures.isConstraintViolation(null));
  }

  @Test
  void exception_causingItself_endsTheSearch() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));

    assertFalse(Failures.isConstraintViolation(one));
  }

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "57014", "53300", "25006", ""})
  void connectionException_isUnavailability(String state) {
    assertUnavailable(new SQLException("made up", state));
  }

  @Test
  void poolException_withoutSqlState_isUnavailability() {
    assertUnavailable(new SQLException("Error in allocating a connection."));
  }

  @Test
  void transaction_rolledBackForNoGivenReason_isUnavailability() {
    TransactionLost lost = new TransactionLost(new Exception("marked for rollback"));

    assertInstanceOf(DatabaseUnavailable.class, Failures.translated(lost));
  }

  @Test
  void serializationFailure_knownByItsMessageOnly_isRepeatable() {
    XAException words =
        new XAException("LocalTransactionException: ERROR: could not serialize access due to …");

    assertTrue(Failures.isWorthRepeating(new DatabaseUnavailable("made up", new Exception(words))));
    assertFalse(
        Failures.isWorthRepeating(
            new DatabaseUnavailable("made up", new XAException("an I/O error"))));
  }

  @Test
  void constraintViolation_rollingBack_isNoUnavailability() {
    TransactionLost lost = new TransactionLost(new Exception(new SQLException("made up", "23505")));

    assertSame(lost, Failures.translated(lost));
  }

  @Test
  void unavailability_isReturnedUnchanged() {
    DatabaseUnavailable found = new DatabaseUnavailable("made up", null);

    assertSame(found, Failures.translated(found));
  }

  @Test
  void transientExceptions_ofDrivers_areUnavailability() {
    List.of(
            new SQLTransientConnectionException("made up"),
            new SQLNonTransientConnectionException("made up"),
            new SQLTimeoutException("made up"))
        .forEach(FailuresTest::assertUnavailable);
  }

  @Test
  void exception_ofAnotherKind_isReturnedUnchanged() {
    RuntimeException failure = wrapped(new SQLException("made up", "42S02"));

    assertSame(failure, Failures.translated(failure));
  }

  private static void assertUnavailable(SQLException e) {
    assertInstanceOf(DatabaseUnavailable.class, Failures.translated(wrapped(e)));
  }

  private static RuntimeException wrapped(SQLException e) {
    return new RuntimeException(new Exception(e));
  }
}
