package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Rejection;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate limit of refreshes, counted in the statement of the refresh or before it. */
class RefreshLimitTest {

  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";

  private TestWorld world;

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3/m/ip", "3/m/ip,100/h/ip", "100/h/ip,3/m/ip"})
  void refreshes_beyondTheLimit_areDeniedAndChangeNothing(String limit) {
    String token = logIn(limit);
    for (int i = 0; i < 3; i++) {
      token = Outcomes.done(refresh(HERE, token)).refreshToken().orElseThrow();
    }
    world.clock.advance(Duration.ofSeconds(12));

    assertEquals(48, deniedFor(refresh(HERE, token)));
    assertEquals(48, deniedFor(refresh(HERE, token)));

    assertEquals(1, world.count("refresh_token WHERE rotated_at IS NULL"));
    assertEquals(4, world.count("refresh_token"));
    assertEquals(2, world.counters.limited().value("refresh_token"));
    assertEquals(3, world.counters.refreshes().value("rotated"));
    token = Outcomes.done(refresh(THERE, token)).refreshToken().orElseThrow();
    world.clock.advance(Duration.ofSeconds(48));
    Outcomes.done(refresh(HERE, token));
  }

  @Test
  void refreshes_thatAreRejected_areCounted() {
    String token = logIn("4/m/ip");
    String next = Outcomes.done(refresh(HERE, token)).refreshToken().orElseThrow();

    assertInstanceOf(Rejection.Problems.class, Outcomes.rejection(refresh(HERE, token)));
    assertInstanceOf(Rejection.Problems.class, Outcomes.rejection(refresh(HERE, "nonsense")));
    execute("DELETE FROM session");
    assertInstanceOf(Rejection.Problems.class, Outcomes.rejection(refresh(HERE, next)));

    assertEquals(60, deniedFor(refresh(HERE, next)));
    assertEquals(60, deniedFor(refresh(HERE, "nonsense")));
    assertEquals(4, hits());
  }

  @Test
  void replay_thatEndsTheSession_isCounted() {
    String token = logIn("2/m/ip");
    Outcomes.done(refresh(HERE, token));
    world.clock.advance(Duration.ofSeconds(11));

    assertInstanceOf(Rejection.Problems.class, Outcomes.rejection(refresh(HERE, token)));

    assertEquals(List.of("logged_in", "refresh_token_reused"), world.audited());
    assertEquals(49, deniedFor(refresh(HERE, token)));
  }

  @Test
  void replays_beyondTheLimit_endNothing() {
    String token = logIn("1/m/ip");
    Outcomes.done(refresh(HERE, token));
    world.clock.advance(Duration.ofSeconds(11));

    assertEquals(49, deniedFor(refresh(HERE, token)));
    assertEquals(List.of("logged_in"), world.audited());
  }

  @Test
  void concurrentRefreshes_neverExceedTheLimit() {
    String token = logIn("5/m/ip");

    List<Outcome<RefreshedTokens>> outcomes = Together.run(16, () -> refresh(HERE, token));

    assertEquals(
        11,
        outcomes.stream()
            .filter(
                o ->
                    o instanceof Outcome.Rejected<RefreshedTokens> rejected
                        && rejected.rejection() instanceof Rejection.Limited)
            .count());
    assertEquals(5, hits());
    assertEquals(2, world.count("refresh_token"));
  }

  @Test
  void refreshes_withoutAnAddress_areNotLimited() {
    String token = logIn("1/m/ip");
    for (int i = 0; i < 3; i++) {
      token =
          Outcomes.done(world.refresh.refresh("refresh_token", token)).refreshToken().orElseThrow();
    }
    assertEquals(0, world.count("rate_counter"));
  }

  @Test
  void tokensThatAreKept_areLimitedToo() {
    String token = logIn("2/m/ip", "HEADLESS_JWT_ROTATE_REFRESH_TOKEN", "false");

    Outcomes.done(refresh(HERE, token));
    Outcomes.done(refresh(HERE, token));

    assertEquals(60, deniedFor(refresh(HERE, token)));
  }

  private String logIn(String limit, String... settings) {
    String[] all = new String[settings.length + 6];
    all[0] = "ACCOUNT_RATE_LIMITS_ENABLED";
    all[1] = "true";
    all[2] = "ACCOUNT_RATE_LIMITS_REFRESH_TOKEN";
    all[3] = limit;
    all[4] = "ACCOUNT_RATE_LIMITS_LOGIN_FAILED";
    all[5] = "";
    System.arraycopy(settings, 0, all, 6, settings.length);
    world = TestWorld.withJwt(all);
    world.account("ada@example.org");
    String token = world.logIn("ada@example.org").tokens().get("refresh_token");
    execute("DELETE FROM rate_counter");
    return token;
  }

  private Outcome<RefreshedTokens> refresh(String address, String token) {
    RequestContext.enter(new RequestContext(address, null, null, Language.ENGLISH));
    try {
      return world.refresh.refresh("refresh_token", token);
    } finally {
      RequestContext.leave();
    }
  }

  private static long deniedFor(Outcome<RefreshedTokens> outcome) {
    return assertInstanceOf(Rejection.Limited.class, Outcomes.rejection(outcome))
        .retryAfter()
        .toSeconds();
  }

  private long hits() {
    Object hits =
        world
            .database
            .entities()
            .createNativeQuery("SELECT SUM(hits) FROM rate_counter")
            .getSingleResult();
    return ((Number) hits).longValue();
  }

  private void execute(String statement) {
    world.database.transaction(
        () -> world.database.entities().createNativeQuery(statement).executeUpdate());
  }
}
