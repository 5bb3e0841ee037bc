package dev.latchkey.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to run a job that only one node at a time may run, held for a limited time so that
 * another node can take over if a node dies. Acquiring it never blocks.
 */
public final class JobLease {

  private final Database database;
  private final String job;
  private final Duration length;
  private final String holder = UUID.randomUUID().toString();

  /**
   * @param job the job, by the name of its row in {@code job_lease}
   * @param length how long it is held without renewal
   */
  public JobLease(Database database, String job, Duration length) {
    this.database = database;
    this.job = job;
    this.length = length;
  }

  /**
   * Acquires or renews the lease.
   *
   * @return whether this holder has it now
   */
  public boolean hold() {
    Instant now = database.now();
    return 1
        == database.<Integer>transaction(
            () ->
                database
                    .entities()
                    .createNativeQuery(
                        "UPDATE job_lease SET holder = ?1, held_until = ?2"
                            + " WHERE name = ?3 AND (holder = ?4 OR held_until <= ?5)")
                    .setParameter(1, holder)
                    .setParameter(2, now.plus(length).toEpochMilli())
                    .setParameter(3, job)
                    .setParameter(4, holder)
                    .setParameter(5, now.toEpochMilli())
                    .executeUpdate());
  }
}
