package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the one statement of PostgreSQL promises. */
@ExtendWith(OnPostgresql.class)
class OneStatementIT {

  private TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void refresh_isOneTransactionOfTheDatabaseAndNoneOfTheServer() {
    String token = logIn();
    int before = world.database.attempts();
    long transactions = transactions();

    String next = successor(token).orElseThrow();
    assertEquals(1, transactions() - transactions);
    successor(next).orElseThrow();

    assertEquals(2, transactions() - transactions);
    assertEquals(before, world.database.attempts());
  }

  @Test
  void refresh_withItsRateLimit_isStillOneTransaction() {
    world("ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_REFRESH_TOKEN", "1000/m/ip");
    String token = logIn();
    int before = world.database.attempts();
    long transactions = transactions();
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, Language.ENGLISH));
    try {
      for (int i = 0; i < 5; i++) {
        token =
            Outcomes.done(world.refresh.refresh("refresh_token", token))
                .refreshToken()
                .orElseThrow();
      }
    } finally {
      RequestContext.leave();
    }

    assertEquals(5, transactions() - transactions);
    assertEquals(before, world.database.attempts());
    assertEquals(1, world.count("rate_counter WHERE hits = 5"));
  }

  @Test
  void refresh_withClaimsOfTheAccount_isOneTransactionOfTheServer() {
    world("HEADLESS_JWT_CLAIMS_NUMBER", "{id}");
    String token = logIn();
    int before = world.database.attempts();

    successor(token).orElseThrow();

    assertEquals(before + 1, world.database.attempts());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30})
  void replays_writeNothing(int reuseInterval) {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", Integer.toString(reuseInterval));
    String token = logIn();
    successor(token).orElseThrow();
    world.clock.advance(Duration.ofSeconds(5));
    String rows = rowVersions();
    long transactions = transactions();

    List<Optional<RefreshedTokens>> replies = Together.run(16, () -> world.strategy.refresh(token));
    for (int i = 0; i < 50; i++) {
      assertEquals(reuseInterval > 0, world.strategy.refresh(token).isPresent());
    }

    assertTrue(replies.stream().allMatch(r -> r.isPresent() == reuseInterval > 0));
    assertEquals(rows, rowVersions());
    assertEquals(0, transactions() - transactions);
  }

  @Test
  void replays_thatAreCounted_doNotWaitForTheDisk() {
    world(
        "ACCOUNT_RATE_LIMITS_ENABLED", "true",
        "ACCOUNT_RATE_LIMITS_REFRESH_TOKEN", "1000/m/ip",
        "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "30");
    String token = logIn();
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, Language.ENGLISH));
    try {
      int pending = 0;
      for (int i = 0; i < 100; i++) {
        Outcomes.done(world.refresh.refresh("refresh_token", token));
        pending += pendingBytes() > 0 ? 1 : 0;
      }
      assertTrue(pending > 0);
    } finally {
      RequestContext.leave();
    }
    assertEquals(1, world.count("rate_counter WHERE hits = 100"));
    assertEquals("on", text("SHOW synchronous_commit"));
  }

  @Test
  void refreshes_thatWaitForTheWinner_getItsSuccessor() throws Exception {
    String token = logIn();
    CompletableFuture<Optional<RefreshedTokens>> waiting = new CompletableFuture<>();

    String winner =
        world.database.transaction(
            () -> {
              execute("UPDATE session SET last_seen = last_seen + 1");
              CompletableFuture.supplyAsync(() -> world.strategy.refresh(token))
                  .whenComplete(
                      (reply, failure) -> {
                        if (failure == null) {
                          waiting.complete(reply);
                        } else {
                          waiting.completeExceptionally(failure);
                        }
                      });
              awaitLockWait();
              String jti = "11111111-1111-1111-1111-111111111111";
              long second = world.clock.instant().getEpochSecond() * 1000;
              execute(
                  "UPDATE refresh_token SET rotated_at = %d, successor_jti = '%s', successor_iat = %d, successor_exp = %d"
                      .formatted(world.clock.millis(), jti, second, second + 60_000));
              execute(
                  "INSERT INTO refresh_token (jti, session_id, issued_at, expires_at) SELECT '%s', id, %d, %d FROM session"
                      .formatted(jti, second, second + 60_000));
              return jti;
            });

    Jwt next = Jwt.of(waiting.get(30, TimeUnit.SECONDS).orElseThrow().refreshToken().orElseThrow());
    assertEquals(winner, next.jti());
    assertEquals(world.clock.instant().getEpochSecond() + 60, next.exp());
    assertEquals(2, world.count("refresh_token"));
    assertEquals(1, world.counters.refreshes().value("replayed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM session",
        "UPDATE session SET expires_at = 0",
        "UPDATE session SET idle_until = 0",
        "DELETE FROM account",
        "DELETE FROM refresh_token"
      })
  void refresh_thatWaitsForTheEndOfItsSession_isRejected(String end) throws Exception {
    String token = logIn();
    CompletableFuture<Optional<RefreshedTokens>> waiting =
        world.database.transaction(
            () -> {
              execute("UPDATE session SET last_seen = last_seen + 1");
              execute(end);
              CompletableFuture<Optional<RefreshedTokens>> refresh =
                  CompletableFuture.supplyAsync(() -> world.strategy.refresh(token));
              awaitLockWait();
              return refresh;
            });

    assertEquals(Optional.empty(), waiting.get(30, TimeUnit.SECONDS));
    assertEquals(0, world.count("refresh_token WHERE rotated_at IS NOT NULL"));
  }

  private void world(String... settings) {
    world.close();
    world = TestWorld.withJwt(settings);
  }

  private String logIn() {
    world.account("ada@example.org");
    return world.logIn("ada@example.org").tokens().get("refresh_token");
  }

  private Optional<String> successor(String token) {
    return world.strategy.refresh(token).flatMap(RefreshedTokens::refreshToken);
  }

  /** How many transactions have changed something on the whole server. */
  private long transactions() {
    return number(
        "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS VARCHAR) AS BIGINT)");
  }

  /** How much of the log is not on the disk yet. */
  private long pendingBytes() {
    return number("SELECT pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn()");
  }

  /** Where each row is, and which transactions have made and locked it. */
  private String rowVersions() {
    return text(
        "SELECT string_agg(v, ';' ORDER BY v) FROM"
            + " (SELECT concat(ctid, ' ', xmin, ' ', xmax) AS v FROM session"
            + " UNION ALL SELECT concat(ctid, ' ', xmin, ' ', xmax) FROM refresh_token) AS versions");
  }

  private void awaitLockWait() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
      assertTrue(System.nanoTime() < deadline, "no statement waits for a lock");
      Thread.onSpinWait();
    }
  }

  private long number(String sql) {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) {
    return world.database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
          }
        });
  }

  private void execute(String sql) {
    world.database.entities().createNativeQuery(sql).executeUpdate();
  }
}
