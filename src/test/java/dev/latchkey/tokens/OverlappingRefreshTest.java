package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionMemory;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.tokens.rotation.PresentedToken;
import dev.latchkey.tokens.rotation.RotationStatements;
import dev.latchkey.tokens.rotation.TokenStamp;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlappingRefreshTest {

  private TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void overlappingRefreshes_getTheSameSuccessor() {
    String token = logIn();
    TokenStamp winners = stamp();

    RefreshOutcome outcome =
        rotate(
            rotation(() -> elsewhere(() -> rotate(rotation(() -> {}), token, winners))),
            token,
            stamp());

    assertEquals(winners, assertInstanceOf(RefreshOutcome.Replayed.class, outcome).successor());
    assertEquals(2, world.count("refresh_token"));
    assertEquals(1, liveTokens());
    assertEquals(List.of("logged_in"), world.audited());
  }

  @Test
  void overlap_retriedByTheDatabase_getsTheSameSuccessor() {
    String token = logIn();
    TokenStamp winners = stamp();

    RefreshOutcome outcome =
        rotate(
            rotation(
                () -> {
                  elsewhere(() -> rotate(rotation(() -> {}), token, winners));
                  throw new RuntimeException(new SQLException("the victim of another", "40001"));
                }),
            token,
            stamp());

    assertEquals(winners, assertInstanceOf(RefreshOutcome.Replayed.class, outcome).successor());
    assertEquals(1, liveTokens());
  }

  @Test
  void overlap_withALogoutInBetween_isRejected() {
    String token = logIn();
    Session session = world.sessions.find(sessionToken(token)).orElseThrow();

    RefreshOutcome outcome =
        rotate(rotation(() -> elsewhere(() -> world.logout.end(session))), token, stamp());

    assertInstanceOf(RefreshOutcome.Rejected.class, outcome);
    assertEquals(0, world.count("refresh_token"));
  }

  @Test
  void replay_byASecondThief_isNotRecordedAgain() {
    String token = logIn();
    world.strategy.refresh(token);
    world.clock.advance(Duration.ofMinutes(1));

    RefreshOutcome outcome =
        rotate(rotation(() -> elsewhere(() -> world.strategy.refresh(token))), token, stamp());

    // A serializable transaction is repeated, and then there is no such token any more.
    Class<?> expected =
        world.database.isSerializable()
            ? RefreshOutcome.Rejected.class
            : RefreshOutcome.Reused.class;
    assertEquals(expected, outcome.getClass());
    assertEquals(List.of("logged_in", "refresh_token_reused"), world.audited());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void refreshToken_usedConcurrently_rotatesOnce(int reuseInterval) {
    world.close();
    world =
        TestWorld.withJwt(
            "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", Integer.toString(reuseInterval));
    String token = logIn();
    try (TestWorld other =
        world.secondNode(
            "HEADLESS_TOKEN_STRATEGY",
            "jwt",
            "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL",
            Integer.toString(reuseInterval))) {
      AtomicInteger turn = new AtomicInteger();

      List<Optional<RefreshedTokens>> replies =
          Together.run(
              32, () -> (turn.getAndIncrement() % 2 == 0 ? world : other).strategy.refresh(token));

      List<Jwt> successors =
          replies.stream()
              .flatMap(Optional::stream)
              .map(t -> Jwt.of(t.refreshToken().orElseThrow()))
              .toList();
      assertTrue(reuseInterval == 0 ? !successors.isEmpty() : successors.size() == 32);
      assertEquals(1, successors.stream().map(t -> t.jti() + " " + t.exp()).distinct().count());
      assertEquals(2, world.count("refresh_token"));
      assertEquals(1, liveTokens());
      assertEquals(1, world.count("refresh_token WHERE jti = '" + successors.get(0).jti() + "'"));
      assertEquals(List.of("logged_in"), world.audited());
    }
  }

  /**
   * A rotation in which something happens after the first look and before the session's lock, once.
   */
  private RefreshRotation rotation(Runnable inBetween) {
    AtomicBoolean happened = new AtomicBoolean();
    Runnable once =
        () -> {
          if (happened.compareAndSet(false, true)) {
            inBetween.run();
          }
        };
    Sessions sessions =
        new Sessions(
            world.database,
            world.settings,
            new SessionMemory(world.settings, new RowChanges(world.database)),
            new RowChanges(world.database)) {
          @Override
          public boolean used(long session) {
            once.run();
            return super.used(session);
          }

          @Override
          public boolean end(long session) {
            once.run();
            return super.end(session);
          }
        };
    Subjects subjects =
        new Subjects(
            world.database,
            world.addresses,
            new Groups(world.database, world.settings),
            world.settings,
            new ClaimsContributors(List.of()));
    return new RefreshRotation(
        world.database,
        sessions,
        subjects,
        world.audit,
        world.limiter,
        world.counters,
        world.settings) {
      @Override
      RotationStatements statements() {
        return separateStatements();
      }
    };
  }

  private RefreshOutcome rotate(RefreshRotation rotation, String token, TokenStamp planned) {
    return rotation.rotate(
        new PresentedToken(
            Jwt.of(token).jti(),
            Jwt.of(token).claims().getString("sub"),
            TokenDigest.sha256(sessionToken(token))),
        planned,
        Optional.empty());
  }

  private static void elsewhere(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private TokenStamp stamp() {
    return TokenStamp.ofRefreshToken(world.clock.instant(), Duration.ofHours(1));
  }

  private String sessionToken(String token) {
    return world.tokens.readRefresh(token).flatMap(world.tokens::sessionToken).orElseThrow();
  }

  private String logIn() {
    world.account("ada@example.org");
    Map<String, String> tokens = world.logIn("ada@example.org").tokens();
    return tokens.get("refresh_token");
  }

  private long liveTokens() {
    return world.count("refresh_token WHERE rotated_at IS NULL");
  }
}
