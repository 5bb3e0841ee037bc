package dev.latchkey.persistence;

import jakarta.persistence.EntityManager;

/** Locks of PostgreSQL by name, held until the end of the transaction. */
final class NamedLock {

  private static final String KEY = "hashtextextended(?1, 0)";

  private NamedLock() {}

  /**
   * Waits until no other transaction holds the lock of this name, and takes it.
   *
   * @throws TransactionRace if it has waited in a transaction that does not see what others have
   *     committed meanwhile, because its isolation is stricter than {@code READ COMMITTED}: it
   *     could only fail, and hold up the next ones until then
   */
  static void take(EntityManager entities, String name) {
    String seen =
        select(
            entities,
            name,
            "CASE WHEN pg_try_advisory_xact_lock("
                + KEY
                + ") THEN 'the present'"
                + " ELSE current_setting('transaction_isolation') END");
    if (!seen.equals("the present")) {
      select(entities, name, "CAST(pg_advisory_xact_lock(" + KEY + ") AS VARCHAR)");
      if (!seen.equals("read committed")) {
        throw new TransactionRace();
      }
    }
  }

  private static String select(EntityManager entities, String name, String expression) {
    return String.valueOf(
        entities
            .createNativeQuery("SELECT " + expression)
            .setParameter(1, "latchkey/" + name)
            .getSingleResult());
  }
}
