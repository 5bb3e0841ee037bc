package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobLeaseTest {

  private static final Duration LENGTH = Duration.ofMinutes(2);

  private final TestDatabase database = new TestDatabase();
  private final JobLease first = lease("clean-up");
  private final JobLease second = lease("clean-up");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void lease_held_isRenewedByItsHolderOnly() {
    assertTrue(first.hold());
    assertFalse(second.hold());
    database.clock().advance(LENGTH.minusMillis(1));
    assertTrue(first.hold());
    database.clock().advance(LENGTH.minusMillis(1));
    assertFalse(second.hold());
  }

  @Test
  void lease_expired_passesToAnotherNode() {
    assertTrue(first.hold());
    database.clock().advance(LENGTH);
    assertTrue(second.hold());
    assertFalse(first.hold());
  }

  @Test
  void concurrentHolders_exactlyOneGetsTheLease() {
    assertEquals(
        1, Together.run(8, () -> lease("clean-up").hold()).stream().filter(held -> held).count());
  }

  @Test
  void lease_ofAnUnknownJob_isNeverHeld() {
    assertFalse(lease("nothing").hold());
  }

  private JobLease lease(String job) {
    return new JobLease(database, job, LENGTH);
  }
}
