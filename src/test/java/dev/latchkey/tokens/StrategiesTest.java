package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {

  private final TestWorld world = TestWorld.withJwt();
  private final TokenStrategy jwt = world.strategy;
  private final TokenStrategy session = new SessionTokenStrategy(world.sessions);

  @AfterEach
  void close() {
    world.close();
  }

  /** The worked example of a strategy of one's own: longer session tokens, and no other tokens. */
  private static class PrefixedTokens extends SessionTokenStrategy {
    PrefixedTokens(TestWorld world) {
      super(world.sessions);
    }

    @Override
    public String createSessionToken() {
      return "acme_" + UUID.randomUUID() + UUID.randomUUID();
    }
  }

  @Test
  void strategyOfSessionTokens_aloneSignsNothing() {
    assertFalse(new Strategies(session).maySign());
    assertTrue(new Strategies(jwt).maySign());
    assertTrue(new Strategies(new PrefixedTokens(world)).maySign());
  }

  /** What a container puts in front of a bean. */
  private static final class Proxy extends PrefixedTokens {
    Proxy(TestWorld world) {
      super(world);
    }
  }

  /** One that is made from nothing. */
  private static final class NoTokens implements TokenStrategy {
    @Override
    public String createSessionToken() {
      return "none";
    }

    @Override
    public Optional<Session> findSession(String token) {
      return Optional.empty();
    }

    @Override
    public Optional<String> createAccessToken(OpenSession open) {
      return Optional.of("access");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"session", "allauth.headless.tokens.strategies.sessions.SessionTokenStrategy"})
  void sessionTokens_haveTwoNames(String name) {
    assertSame(session, pick(name, jwt, session));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jwt", "allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy"})
  void pairsOfTokens_haveTwoNames(String name) {
    assertSame(jwt, pick(name, session, jwt));
  }

  @Test
  void sessionTokens_areTheDefault() {
    assertSame(session, new Strategies(Settings.of(Map.of()), List.of(jwt, session)).active());
  }

  @Test
  void strategy_ofAnApplication_isNamedByItsClass() {
    TokenStrategy own = new PrefixedTokens(world);
    TokenStrategy other = new NoTokens();

    assertSame(own, pick(PrefixedTokens.class.getName(), session, jwt, own, other));
    assertSame(other, pick(NoTokens.class.getName(), session, jwt, own, other));
  }

  @Test
  void subclass_whereTheNamedClassIsNoBean_isUsed() {
    TokenStrategy proxy = new Proxy(world);

    assertSame(proxy, pick(PrefixedTokens.class.getName(), session, jwt, proxy));
    assertSame(session, pick("session", proxy, jwt, session));
  }

  @Test
  void unknownClass_isRejectedInASentenceThatNamesTheSetting() {
    IllegalStateException rejected =
        assertThrows(IllegalStateException.class, () -> pick("org.example.Missing", session, jwt));

    String message = rejected.getMessage();
    assertTrue(message.startsWith("HEADLESS_TOKEN_STRATEGY is org.example.Missing, "), message);
  }

  @Test
  void methods_notImplementedByAStrategy_haveDefaults() {
    TokenStrategy own = new NoTokens();

    assertEquals(TokenOutcome.REJECTED, own.readBearer("any"));
    assertEquals(Optional.empty(), own.refresh("any"));
    assertEquals(Map.of("access_token", "access"), own.createAccessTokenPayload(null));
    assertEquals(Map.of(), session.createAccessTokenPayload(null));
  }

  private static TokenStrategy pick(String name, TokenStrategy... all) {
    return new Strategies(Settings.of(Map.of("HEADLESS_TOKEN_STRATEGY", name)), List.of(all))
        .active();
  }
}
