package dev.latchkey.tokens;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.Steps;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.rotation.TokenStamp;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

  private TestWorld world = TestWorld.withJwt();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void refreshToken_isExchangedForANewPair() {
    Map<String, String> pair = logIn();
    world.clock.advance(Duration.ofSeconds(60));

    RefreshedTokens refreshed = refresh(pair.get("refresh_token")).orElseThrow();

    Jwt old = Jwt.of(pair.get("refresh_token"));
    Jwt next = Jwt.of(refreshed.refreshToken().orElseThrow());
    assertNotEquals(old.jti(), next.jti());
    assertEquals(old.iat() + 60, next.iat());
    assertEquals(old.exp() + 60, next.exp());
    assertEquals(old.claims().getString("sub"), next.claims().getString("sub"));
    assertEquals("access", Jwt.of(refreshed.accessToken()).claims().getString("token_use"));
    assertTrue(world.accessTokens.validate(refreshed.accessToken()).isPresent());
  }

  @Test
  void successor_isValidForTheNextExchange() {
    String first = logIn().get("refresh_token");
    String second = successor(first).orElseThrow();
    String third = successor(second).orElseThrow();

    assertEquals(
        3, List.of(first, second, third).stream().map(t -> Jwt.of(t).jti()).distinct().count());
    assertEquals(3, world.count("refresh_token"));
    assertEquals(1, liveTokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://id.example.org"})
  void accessToken_refreshed_saysHowTheUserHasAuthenticatedSince(String issuer) {
    world("HEADLESS_JWT_ISSUER", issuer);
    OpenSession open = logInVerified();
    long begun = world.clock.instant().getEpochSecond();
    String refreshToken =
        world.database.transaction(
            () -> world.strategy.createAccessTokenPayload(open).get("refresh_token"));
    assertEquals(
        authentication("[\"pwd\"]", "1fa", begun, null),
        authentication(world.strategy.createAccessToken(open).orElseThrow()));
    TestApp app = TestApp.addedTo(world, open.session());
    long used = world.clock.instant().getEpochSecond();
    done(world.secondFactors.reauthenticate(open.session(), app.code()));
    world.clock.advance(Duration.ofSeconds(5));
    done(world.reauthentication.byPassword(open.session(), TestWorld.PASSWORD));

    RefreshedTokens refreshed = refresh(refreshToken).orElseThrow();
    RefreshedTokens again = refresh(refreshed.refreshToken().orElseThrow()).orElseThrow();

    for (String access : List.of(refreshed.accessToken(), again.accessToken())) {
      assertEquals(
          authentication("[\"pwd\",\"otp\",\"mfa\"]", "mfa", used, "{\"totp\":" + used + "}"),
          authentication(access));
      AuthenticationClaims read =
          AuthenticationClaims.of(world.tokens.readAccess(access).orElseThrow().claims());
      assertEquals(Map.of("totp", Instant.ofEpochSecond(used)), read.factors());
    }
    assertEquals("{}", authentication(refreshed.refreshToken().orElseThrow()));
  }

  private OpenSession logInVerified() {
    new Steps(world).verified("ada@example.org");
    return world.logIn("ada@example.org").session();
  }

  /** What a token says, in its header or its claims, never in both. */
  private static String authentication(String token) {
    JsonObjectBuilder found = Json.createObjectBuilder();
    for (String name : List.of("amr", "acr", "auth_time", "factors")) {
      List<JsonValue> values =
          Stream.of(Jwt.of(token).header(), Jwt.of(token).claims())
              .map(part -> part.get(name))
              .filter(Objects::nonNull)
              .toList();
      assertTrue(values.size() < 2, name);
      values.forEach(value -> found.add(name, value));
    }
    return found.build().toString();
  }

  private static String authentication(String amr, String acr, long at, String factors) {
    return "{\"amr\":%s,\"acr\":\"%s\",\"auth_time\":%d%s}"
        .formatted(amr, acr, at, factors == null ? "" : ",\"factors\":" + factors);
  }

  @Test
  void refreshToken_replayedSoonAfterRotation_isRejectedAndEndsNothing() {
    String first = logIn().get("refresh_token");
    String second = successor(first).orElseThrow();
    world.clock.advance(Duration.ofSeconds(10));

    assertTrue(refresh(first).isEmpty());
    assertEquals(List.of("logged_in"), world.audited());
    assertTrue(refresh(second).isPresent());
  }

  @Test
  void refreshToken_replayedLongAfterRotation_endsTheSessionAndIsRecorded() {
    String first = logIn().get("refresh_token");
    RefreshedTokens pair = refresh(first).orElseThrow();
    world.clock.advance(Duration.ofMillis(10_001));

    assertTrue(refresh(first).isEmpty());

    assertEquals(0, world.count("session"));
    assertEquals(0, world.count("refresh_token"));
    assertTrue(refresh(pair.refreshToken().orElseThrow()).isEmpty());
    assertEquals(TokenOutcome.SESSION_GONE, world.strategy.readBearer(pair.accessToken()));
    AuditEvent theft = world.auditEvents().get(1);
    assertEquals("refresh_token_reused", theft.type());
    assertEquals(world.auditEvents().get(0).sessionId(), theft.sessionId());
    assertEquals(world.auditEvents().get(0).accountId(), theft.accountId());
  }

  @Test
  void outcomes_ofRefreshes_areCounted() {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10");
    String first = logIn().get("refresh_token");
    successor(first).orElseThrow();
    successor(first).orElseThrow();
    refresh("nonsense");
    world.clock.advance(Duration.ofSeconds(11));
    refresh(first);

    assertEquals(1, world.counters.refreshes().value("rotated"));
    assertEquals(1, world.counters.refreshes().value("replayed"));
    assertEquals(1, world.counters.refreshes().value("refused"));
    assertEquals(1, world.counters.refreshes().value("reused"));
  }

  @Test
  void refreshToken_replayedTwice_isRejectedWithoutAnotherEvent() {
    String first = logIn().get("refresh_token");
    successor(first);
    world.clock.advance(Duration.ofSeconds(11));
    refresh(first);

    assertTrue(refresh(first).isEmpty());
    assertEquals(List.of("logged_in", "refresh_token_reused"), world.audited());
  }

  @Test
  void theft_inOneSession_leavesOthersAlone() {
    String stolen = logIn().get("refresh_token");
    String other = world.logIn("ada@example.org").tokens().get("refresh_token");
    successor(stolen);
    world.clock.advance(Duration.ofSeconds(11));

    assertTrue(refresh(stolen).isEmpty());
    assertTrue(refresh(other).isPresent());
  }

  @Test
  void refreshToken_replayedWithoutDetection_isOnlyRejected() {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_DETECTION", "false");
    String first = logIn().get("refresh_token");
    String second = successor(first).orElseThrow();
    world.clock.advance(Duration.ofSeconds(60));

    assertTrue(refresh(first).isEmpty());
    assertEquals(List.of("logged_in"), world.audited());
    assertTrue(refresh(second).isPresent());
  }

  @Test
  void refreshToken_replayedWithinInterval_returnsTheSameSuccessor() {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "30");
    String first = logIn().get("refresh_token");
    Jwt winner = Jwt.of(successor(first).orElseThrow());
    world.clock.advance(Duration.ofSeconds(30));

    RefreshedTokens replayed = refresh(first).orElseThrow();

    Jwt again = Jwt.of(replayed.refreshToken().orElseThrow());
    assertEquals(winner.jti(), again.jti());
    assertEquals(winner.exp(), again.exp());
    assertEquals(winner.iat(), again.iat());
    assertEquals(world.clock.instant().getEpochSecond(), Jwt.of(replayed.accessToken()).iat());
    assertEquals(2, world.count("refresh_token"));
    assertTrue(refresh(replayed.refreshToken().orElseThrow()).isPresent());
  }

  @Test
  void refreshToken_replayedAfterInterval_endsSession() {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "30");
    String first = logIn().get("refresh_token");
    successor(first);
    world.clock.advance(Duration.ofMillis(30_001));

    assertTrue(refresh(first).isEmpty());
    assertEquals(List.of("logged_in", "refresh_token_reused"), world.audited());
  }

  @Test
  void refreshToken_replayedAfterShortInterval_isNotYetTheft() {
    world("HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "2");
    String first = logIn().get("refresh_token");
    successor(first);
    world.clock.advance(Duration.ofSeconds(5));

    assertTrue(refresh(first).isEmpty());
    assertEquals(List.of("logged_in"), world.audited());
  }

  @Test
  void refreshToken_withoutRotation_isValidUntilItExpires() {
    world(
        "HEADLESS_JWT_ROTATE_REFRESH_TOKEN",
        "false",
        "HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN",
        "100");
    String token = logIn().get("refresh_token");

    for (int i = 0; i < 3; i++) {
      RefreshedTokens refreshed = refresh(token).orElseThrow();
      assertTrue(refreshed.refreshToken().isEmpty());
      assertTrue(world.accessTokens.validate(refreshed.accessToken()).isPresent());
      world.clock.advance(Duration.ofSeconds(33));
    }
    world.clock.set(Instant.ofEpochSecond(Jwt.of(token).exp()));
    assertTrue(refresh(token).isEmpty());
    assertEquals(1, world.count("refresh_token"));
  }

  @Test
  void successor_neverOutlivesTheSession() {
    world("SESSION_COOKIE_AGE", "1000", "HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN", "800");
    String first = logIn().get("refresh_token");
    long end = world.clock.instant().plusSeconds(1000).getEpochSecond();
    world.clock.advance(Duration.ofSeconds(500));

    RefreshedTokens pair = refresh(first).orElseThrow();
    Jwt second = Jwt.of(pair.refreshToken().orElseThrow());
    world.clock.advance(Duration.ofSeconds(400));
    RefreshedTokens last = refresh(pair.refreshToken().orElseThrow()).orElseThrow();

    assertEquals(end, second.exp());
    assertEquals(end, Jwt.of(last.refreshToken().orElseThrow()).exp());
    assertEquals(end, Jwt.of(last.accessToken()).exp());
    world.clock.advance(Duration.ofSeconds(101));
    assertTrue(refresh(last.refreshToken().orElseThrow()).isEmpty());
  }

  @Test
  void firstPair_neverOutlivesTheSession() {
    world("SESSION_COOKIE_AGE", "100");
    Map<String, String> pair = logIn();
    long end = world.clock.instant().plusSeconds(100).getEpochSecond();

    assertEquals(end, Jwt.of(pair.get("refresh_token")).exp());
    assertEquals(end, Jwt.of(pair.get("access_token")).exp());
  }

  @Test
  void refreshToken_fromTheMomentItExpires_isRejected() {
    world("HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN", "60");
    String token = logIn().get("refresh_token");
    world.clock.set(Instant.ofEpochSecond(Jwt.of(token).exp()));
    int before = world.database.attempts();

    assertTrue(refresh(token).isEmpty());
    assertEquals(before, world.database.attempts());

    world.clock.advance(Duration.ofMillis(-1));
    assertTrue(refresh(token).isPresent());
  }

  @Test
  void refreshToken_isValidForItsWholeLifetime() {
    world("HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN", "4");
    String token = logIn().get("refresh_token");
    Jwt jwt = Jwt.of(token);

    assertEquals(4, jwt.exp() - jwt.iat());
    world.clock.advance(Duration.ofMillis(3999));
    assertTrue(refresh(token).isPresent());
  }

  @Test
  void refreshToken_withAnExpiredRow_isRejected() {
    String token = logIn().get("refresh_token");
    execute("UPDATE refresh_token SET expires_at = " + world.clock.millis());

    assertTrue(refresh(token).isEmpty());
  }

  @Test
  void accessToken_asRefreshToken_isRejected() {
    assertTrue(refresh(logIn().get("access_token")).isEmpty());
  }

  @Test
  void refreshToken_asAccessToken_isRejected() {
    String token = logIn().get("refresh_token");

    assertTrue(world.accessTokens.validate(token).isEmpty());
    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer(token));
  }

  @Test
  void refreshToken_ofAnotherServer_isRejected() {
    logIn();
    try (TestWorld foreign = TestWorld.withJwt()) {
      foreign.account("ada@example.org");

      assertTrue(refresh(foreign.logIn("ada@example.org").tokens().get("refresh_token")).isEmpty());
    }
  }

  @Test
  void refreshToken_withoutItsRow_isRejected() {
    String token = logIn().get("refresh_token");
    execute("DELETE FROM refresh_token");

    assertTrue(refresh(token).isEmpty());
    assertEquals(1, world.count("session"));
  }

  @Test
  void refreshToken_withAnotherSessionInside_isRejected() {
    String mine = Jwt.of(logIn().get("refresh_token")).jti();
    OpenSession other = world.open(world.account("bob@example.org"));
    JwtTokenStrategy strategy = (JwtTokenStrategy) world.strategy;
    String forged =
        world.tokens.write(
            TokenUse.REFRESH,
            stamp(mine),
            new Subject(1, "1", AuthenticationClaims.NONE, Map.of()),
            other.token());

    assertTrue(strategy.refresh(forged).isEmpty());
  }

  @Test
  void refreshToken_ofAnInactiveAccount_isRejected() {
    Account ada = world.account("ada@example.org");
    String token = world.logIn("ada@example.org").tokens().get("refresh_token");
    world.deactivate(ada);

    assertTrue(refresh(token).isEmpty());
    assertEquals(1, liveTokens());
  }

  @Test
  void refreshToken_ofADeletedAccount_isRejected() {
    String token = logIn().get("refresh_token");
    execute("DELETE FROM account");

    assertTrue(refresh(token).isEmpty());
  }

  @Test
  void refreshToken_ofAnEndedSession_isRejected() {
    world.account("ada@example.org");
    var login = world.logIn("ada@example.org");
    world.logout.end(login.session().session());

    assertTrue(refresh(login.tokens().get("refresh_token")).isEmpty());
    assertEquals(0, world.count("refresh_token"));
  }

  @Test
  void refreshToken_ofAnExpiredSession_isRejected() {
    String token = logIn().get("refresh_token");
    execute("UPDATE session SET expires_at = " + world.clock.millis());

    assertTrue(refresh(token).isEmpty());
  }

  @Test
  void refreshToken_ofAnIdleSession_isRejected() {
    world("SESSION_IDLE_TIMEOUT", "600");
    String token = logIn().get("refresh_token");
    world.clock.advance(Duration.ofSeconds(600));

    assertTrue(refresh(token).isEmpty());
  }

  @Test
  void refresh_countsAsUseOfTheSession() {
    world("SESSION_IDLE_TIMEOUT", "600");
    String token = logIn().get("refresh_token");

    for (int i = 0; i < 3; i++) {
      world.clock.advance(Duration.ofSeconds(599));
      token = successor(token).orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\0", "ä.ö.ü"})
  void refreshToken_malformed_isRejected(String text) {
    assertTrue(refresh(text).isEmpty());
  }

  @Test
  void refreshToken_withOneCharacterChanged_isRejected() {
    String token = logIn().get("refresh_token");
    int at = token.lastIndexOf('.') + 10;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';

    assertTrue(refresh(token.substring(0, at) + other + token.substring(at + 1)).isEmpty());
    assertFalse(refresh(token).isEmpty());
  }

  @Test
  void sessionStrategy_hasNoRefreshTokens() {
    String token = logIn().get("refresh_token");
    try (TestWorld node = world.secondNode()) {
      assertTrue(node.strategy.refresh(token).isEmpty());
      assertEquals(TokenOutcome.REJECTED, node.strategy.readBearer(token));
    }
  }

  private TokenStamp stamp(String jti) {
    return new TokenStamp(jti, world.clock.instant(), world.clock.instant().plusSeconds(60));
  }

  private void world(String... settings) {
    world.close();
    world = TestWorld.withJwt(settings);
  }

  private Map<String, String> logIn() {
    world.account("ada@example.org");
    return world.logIn("ada@example.org").tokens();
  }

  private Optional<RefreshedTokens> refresh(String token) {
    return world.strategy.refresh(token);
  }

  private Optional<String> successor(String token) {
    return refresh(token).flatMap(RefreshedTokens::refreshToken);
  }

  private long liveTokens() {
    return world.count("refresh_token WHERE rotated_at IS NULL");
  }

  private void execute(String statement) {
    world.database.transaction(
        () -> world.database.entities().createNativeQuery(statement).executeUpdate());
  }
}
