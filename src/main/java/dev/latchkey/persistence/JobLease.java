package dev.latchkey.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to do a job that one node at a time shall do, held for a limited time so that it passes
 * on when a node dies. Nobody waits for it.
 */
public final class JobLease {

  private final Database database;
  private final String job;
  private final Duration length;
  private final String holder = UUID.randomUUID().toString();

  /**
   * @param job which job; a row of {@code job_lease} has this name
   * @param length for how long one holds it without renewing it
   */
  public JobLease(Database database, String job, Duration length) {
    this.database = database;
    this.job = job;
    this.length = length;
  }

  /**
   * Takes the lease, or renews it.
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
