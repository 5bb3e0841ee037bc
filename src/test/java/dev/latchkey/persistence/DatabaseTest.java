package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  private final TestDatabase database = new TestDatabase();
  private final Accounts accounts = new Accounts(database, new RowChanges(database));
  private final List<String> done = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void transaction_committed_keepsItsChanges() {
    long id = database.transaction(() -> add("ada")).id();

    assertTrue(accounts.find(id).isPresent());
  }

  @Test
  void transaction_throwing_isRolledBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  add("ada");
                  throw new IllegalStateException();
                }));

    assertTrue(accounts.findByUsername("ada").isEmpty());
  }

  @Test
  void statementOfItsOwn_insideATransaction_isRejected() {
    assertThrows(
        IllegalStateException.class,
        () -> database.transaction(() -> database.autoCommit(connection -> 1)));
  }

  @Test
  void statementOfItsOwn_onAConnectionWithoutAutoCommit_isCommitted() {
    try (TestDatabase manual =
        new TestDatabase() {
          @Override
          protected Connection connect() throws SQLException {
            Connection connection = super.connect();
            connection.setAutoCommit(false);
            return connection;
          }
        }) {
      manual.autoCommit(
          connection -> {
            assertTrue(connection.getAutoCommit());
            try (Statement insert = connection.createStatement()) {
              return insert.executeUpdate(
                  "INSERT INTO job_lease (name, held_until) VALUES ('x', 0)");
            }
          });

      assertEquals(
          1,
          manual
              .entities()
              .createNativeQuery("SELECT name FROM job_lease WHERE name = 'x'")
              .getResultList()
              .size());
    }
  }

  @Test
  void transaction_withinAnother_isPartOfIt() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  database.transaction(() -> add("ada"));
                  throw new IllegalStateException();
                }));

    assertEquals(1, database.attempts());
    assertTrue(accounts.findByUsername("ada").isEmpty());
  }

  /** Serialization failure, deadlock, a lock not had in time in H2 and in PostgreSQL. */
  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "HYT00", "55P03"})
  void transaction_chosenAsDeadlockVictim_isRepeated(String state) {
    long id = database.transaction(() -> failingTwice(state)).id();

    assertEquals(3, database.attempts());
    assertEquals(List.of("tried", "tried", "tried"), done);
    assertEquals("ada", accounts.find(id).orElseThrow().username());
  }

  @Test
  void deadlock_real_letsBothTransactionsCommit() {
    long one = database.transaction(() -> add("one")).id();
    long two = database.transaction(() -> add("two")).id();
    CyclicBarrier bothHaveTheirFirst = new CyclicBarrier(2);
    AtomicInteger turn = new AtomicInteger();

    Together.run(
        2,
        () -> {
          boolean forwards = turn.getAndIncrement() == 0;
          AtomicBoolean first = new AtomicBoolean(true);
          database.transaction(
              () -> {
                touch(forwards ? one : two);
                if (first.getAndSet(false)) {
                  await(bothHaveTheirFirst);
                }
                touch(forwards ? two : one);
              });
          return null;
        });

    assertEquals(2, accounts.find(one).orElseThrow().tokenEpoch());
    assertEquals(2, accounts.find(two).orElseThrow().tokenEpoch());
  }

  @Test
  void transaction_violatingAKey_isRepeatedAndSeesTheOther() {
    AtomicBoolean looked = new AtomicBoolean();

    String found =
        database.transaction(
            () -> {
              if (looked.getAndSet(true)) {
                return "taken";
              }
              throw failure("23505");
            });

    assertEquals("taken", found);
    assertEquals(2, database.attempts());
  }

  @Test
  void transaction_violatingAKeyEveryTime_fails() {
    RuntimeException failure = failure("23505");

    assertSame(failure, assertThrows(RuntimeException.class, () -> failAlways(failure)));
    assertEquals(4, database.attempts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"42000", "22001"})
  void failure_ofAnotherKind_isNotRepeated(String state) {
    RuntimeException failure = failure(state);

    assertSame(failure, assertThrows(RuntimeException.class, () -> failAlways(failure)));
    assertEquals(1, database.attempts());
  }

  @Test
  void transaction_abortedEveryTime_isUnavailable() {
    RuntimeException failure = failure("40001");

    assertSame(
        failure, assertThrows(DatabaseUnavailable.class, () -> failAlways(failure)).getCause());
    assertEquals(16, database.attempts());
  }

  @Test
  void connection_notAvailable_isUnavailability() {
    RuntimeException failure =
        new RuntimeException(new SQLTransientConnectionException("pool exhausted"));

    assertThrows(DatabaseUnavailable.class, () -> failAlways(failure));
    assertEquals(1, database.attempts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"08003", "08006", "57P01", "57P02"})
  void connection_lostBeforeTheCommit_repeatsTheTransaction(String state) {
    long id = database.transaction(() -> failingTwice(state)).id();

    assertEquals(3, database.attempts());
    assertEquals("ada", accounts.find(id).orElseThrow().username());
  }

  @Test
  void connection_lostAtTheCommit_isUnavailabilityAndNotRepeated() {
    try (TestDatabase losing =
        new TestDatabase() {
          @Override
          protected <T> T attempt(Supplier<T> work) {
            super.attempt(work);
            throw failure("08006");
          }
        }) {
      assertThrows(DatabaseUnavailable.class, () -> losing.transaction(() -> {}));

      assertEquals(1, losing.attempts());
    }
  }

  @Test
  void connection_lostEachTime_isUnavailabilityAfterThreeRepetitions() {
    assertThrows(DatabaseUnavailable.class, () -> failAlways(failure("08006")));

    assertEquals(4, database.attempts());
  }

  /** Not made, and not accepted: another attempt would take as long, and end alike. */
  @ParameterizedTest
  @ValueSource(strings = {"08001", "57P03"})
  void connection_notMade_isUnavailabilityAndNotRepeated(String state) {
    assertThrows(DatabaseUnavailable.class, () -> failAlways(failure(state)));

    assertEquals(1, database.attempts());
  }

  @Test
  void transaction_inner_isRepeatedWithTheOuterOne() {
    database.transaction(() -> database.transaction(() -> failingTwice("40001")));

    assertEquals(3, database.attempts());
  }

  @Test
  void action_runsAfterTheCommitInOrder() {
    database.transaction(
        () -> {
          add("ada");
          database.afterCommit(
              () ->
                  done.add(accounts.findByUsername("ada").isPresent() ? "committed" : "too early"));
          database.transaction(() -> database.afterCommit(() -> done.add("second")));
          done.add("worked");
        });

    assertEquals(List.of("worked", "committed", "second"), done);
  }

  @Test
  void action_outsideOfATransaction_runsImmediately() {
    database.afterCommit(() -> done.add("done"));

    assertEquals(List.of("done"), done);
  }

  @Test
  void actions_ofARepeatedTransaction_runOnce() {
    database.transaction(
        () -> {
          database.afterCommit(() -> done.add("done"));
          if (database.attempts() < 3) {
            throw failure("40001");
          }
        });

    assertEquals(List.of("done"), done);
  }

  @Test
  void actions_ofAFailedTransaction_neverRun() {
    assertThrows(IllegalStateException.class, () -> promiseAndThrow(new IllegalStateException()));
    assertThrows(AssertionError.class, () -> promiseAndThrow(new AssertionError()));

    database.transaction(() -> {});

    assertTrue(done.isEmpty());
  }

  @Test
  void action_failing_doesNotRepeatTheTransaction() {
    assertThrows(
        RuntimeException.class,
        () ->
            database.transaction(
                () -> {
                  done.add("worked");
                  database.afterCommit(
                      () -> {
                        throw failure("40001");
                      });
                }));

    assertEquals(List.of("worked"), done);
  }

  @Test
  void remedy_runsOnceTheTransactionHasFailed() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  add("ada");
                  database.afterFailure(
                      () -> done.add(database.inTransaction() ? "too early" : "first"));
                  database.transaction(() -> database.afterFailure(() -> done.add("second")));
                  throw new IllegalStateException();
                }));

    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void remedies_ofACommittedTransaction_neverRun() {
    database.transaction(
        () -> {
          database.afterFailure(() -> done.add("attempt " + database.attempts()));
          if (database.attempts() < 3) {
            throw failure("40001");
          }
        });

    assertTrue(done.isEmpty());
  }

  @Test
  void remedies_ofARepeatedTransaction_runOnce() {
    assertThrows(
        DatabaseUnavailable.class,
        () ->
            database.transaction(
                () -> {
                  database.afterFailure(() -> done.add("attempt " + database.attempts()));
                  throw failure(database.attempts() < 3 ? "40001" : "53100");
                }));

    assertEquals(List.of("attempt 3"), done);
  }

  @Test
  void remedy_ofAnAttemptBeforeOneThatHasNone_runs() {
    assertThrows(
        DatabaseUnavailable.class,
        () ->
            database.transaction(
                () -> {
                  if (database.attempts() > 1) {
                    throw failure("08001");
                  }
                  database.afterFailure(() -> done.add("remedy"));
                  throw failure("08006");
                }));

    assertEquals(List.of("remedy"), done);
  }

  @Test
  void remedy_inATransactionOfTheApplication_doesNotRun() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  database.applicationTransaction(
                      () -> database.afterFailure(() -> done.add("inner")));
                  throw new IllegalStateException();
                }));

    assertTrue(done.isEmpty());
  }

  @Test
  void action_withItsOwnTransaction_commits() {
    database.transaction(() -> database.afterCommit(() -> database.transaction(() -> add("ada"))));

    assertTrue(accounts.findByUsername("ada").isPresent());
  }

  @Test
  void lateWrite_inATransactionOfTheApplicationWithinAnother_isCommittedWithIt() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  database.atEnd(job("of the outer one"));
                  database.applicationTransaction(
                      () -> database.transaction(() -> database.atEnd(job("of the inner one"))));
                  throw new IllegalStateException();
                }));

    assertEquals(1, jobs("of the inner one"));
    assertEquals(0, jobs("of the outer one"));
  }

  @Test
  void lateWrites_beforeAndAfterATransactionOfTheApplication_areCommitted() {
    database.transaction(
        () -> {
          database.atEnd(job("one"));
          assertThrows(
              IllegalStateException.class,
              () ->
                  database.applicationTransaction(
                      () -> {
                        database.atEnd(job("lost"));
                        throw new IllegalStateException();
                      }));
          database.atEnd(job("two"));
        });

    assertEquals(1, jobs("one"));
    assertEquals(1, jobs("two"));
    assertEquals(0, jobs("lost"));
  }

  @Test
  void action_inATransactionOfTheApplication_runsAfterItsCommit() {
    database.transaction(
        () -> {
          database.afterCommit(() -> done.add("outer"));
          database.applicationTransaction(
              () -> {
                database.transaction(() -> database.afterCommit(() -> done.add("inner")));
                done.add("worked");
              });
          done.add("went on");
        });

    assertEquals(List.of("worked", "inner", "went on", "outer"), done);
  }

  @Test
  void action_inATransactionOfTheApplicationThatIsRolledBack_doesNotRun() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.applicationTransaction(
                () -> {
                  database.afterCommit(() -> done.add("done"));
                  throw new IllegalStateException();
                }));

    database.transaction(() -> {});

    assertTrue(done.isEmpty());
  }

  @Test
  void constraintViolation_atTheCommit_isRecognized() {
    database.transaction(() -> add("ada"));

    RuntimeException twice =
        assertThrows(RuntimeException.class, () -> database.transaction(() -> add("ADA")));

    assertTrue(Failures.isConstraintViolation(twice));
    assertFalse(twice instanceof DatabaseUnavailable);
  }

  @Test
  void schema_isCreatedOnce() {
    assertEquals(0, database.migrate());
  }

  @Test
  void now_isTheDatabasesTime() {
    Duration off = Duration.between(database.wallClock(), Instant.now()).abs();

    assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, off::toString);
  }

  private static LateWrite job(String name) {
    return new LateWrite(
        "job_lease", "INSERT INTO job_lease (name, held_until) VALUES (?, ?)", List.of(name, 0));
  }

  private int jobs(String name) {
    return database
        .entities()
        .createNativeQuery("SELECT name FROM job_lease WHERE name = ?1")
        .setParameter(1, name)
        .getResultList()
        .size();
  }

  private Account add(String username) {
    return accounts.add(new Account(username, null, database.now()));
  }

  private void touch(long id) {
    database
        .entities()
        .createNativeQuery("UPDATE account SET token_epoch = token_epoch + 1 WHERE id = ?1")
        .setParameter(1, id)
        .executeUpdate();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Account failingTwice(String state) {
    done.add("tried");
    Account account = add("ada");
    if (done.size() < 3) {
      throw failure(state);
    }
    return account;
  }

  private void failAlways(RuntimeException failure) {
    database.transaction(
        () -> {
          throw failure;
        });
  }

  private void promiseAndThrow(Throwable failure) {
    database.transaction(
        () -> {
          database.afterCommit(() -> done.add("done"));
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  private static RuntimeException failure(String state) {
    return new RuntimeException(new IllegalStateException(new SQLException("made up", state)));
  }
}
