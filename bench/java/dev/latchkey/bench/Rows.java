package dev.latchkey.bench;

/** Makes sessions by the million. Their tokens are {@code bench-1}, {@code bench-2} and so on. */
final class Rows {

  private static final String SESSIONS =
      """
      INSERT INTO account (id, active, created, token_epoch)
        SELECT -i, TRUE, %2$s, 0 FROM generate_series(%1$s) i;
      INSERT INTO email_address (id, account_id, email, email_key, owner_key, verified, is_primary, created)
        SELECT -i, -i, 'bench-' || i || '@example.org', 'bench-' || i || '@example.org', 'bench-' || i || '@example.org',
               TRUE, TRUE, %2$s FROM generate_series(%1$s) i;
      INSERT INTO session (id, token_hash, account_id, state, created, last_seen, expires_at, address, user_agent)
        SELECT -i, encode(sha256(convert_to('bench-' || i, 'UTF8')), 'hex'), -i,
               '{"methods":[{"method":"password","at":1.7E9,"email":"bench-' || i || '@example.org"}]}',
               %2$s, %2$s, %3$s, '192.0.2.1', 'Bench/1' FROM generate_series(%1$s) i;
      INSERT INTO refresh_token (jti, session_id, issued_at, expires_at)
        SELECT 'bench-' || i, -i, %2$s, %3$s FROM generate_series(%1$s) i;
      """;

  private Rows() {}

  /** Makes sessions that live for hours, with an account and a refresh token each. */
  static void sessions(Database databases, String database, int many) {
    // In use just now: after a minute the next use of each is recorded.
    fill(databases, database, "1, " + many, now("INTERVAL '0'"), now("INTERVAL '10 hours'"));
  }

  /** Makes sessions that have ended. */
  static void ended(Database databases, String database, int from, int many) {
    fill(
        databases,
        database,
        from + ", " + (from + many - 1),
        now("INTERVAL '-10 days'"),
        now("INTERVAL '-1 day'"));
  }

  private static void fill(
      Database databases, String database, String numbers, String begun, String end) {
    // At once: a clean-up that is at work must not find sessions that have ended before their
    // tokens are there.
    databases
        .postgres()
        .execute(database, "BEGIN;\n" + SESSIONS.formatted(numbers, begun, end) + "COMMIT");
    databases.postgres().execute(database, "VACUUM ANALYZE");
    databases.postgres().execute(database, "CHECKPOINT");
  }

  private static String now(String later) {
    return "(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP + " + later + ") * 1000)::bigint";
  }
}
