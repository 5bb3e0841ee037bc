package dev.latchkey.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeClock;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.SessionTokenCredential;
import dev.latchkey.web.FakeRequest;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteTokensTest {

  private static final String SECRET = "a secret of 100% and of the stock alone";

  private final FakeClock clock = new FakeClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Map<String, String> handedOn = new HashMap<>();
  private final FakeIssuer issuer = new FakeIssuer(clock);

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void accessToken_withTheIssuerAloneConfigured_isVerified() {
    Caller caller = access(tokens(Map.of()), issuer.sign(issuer.claims())).orElseThrow();
    assertEquals("ada", caller.getName());
    assertEquals("7", caller.userId());
    assertEquals(Set.of("clerk"), caller.groups());
    assertEquals(0, issuer.questions.get());
  }

  @Test
  void token_ofAnotherIssuerAudienceUseOrTime_isRejected() {
    RemoteTokens tokens = tokens(Map.of("latchkey.audience", "stock"));
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
    assertTrue(
        access(tokens, issuer.sign(issuer.claims().add("iss", "http://elsewhere.example")))
            .isEmpty());
    assertTrue(access(tokens, issuer.sign(issuer.claims().add("aud", "shop"))).isEmpty());
    assertTrue(access(tokens, issuer.sign(issuer.claims().remove("aud"))).isEmpty());
    assertTrue(access(tokens, issuer.sign(issuer.claims().add("token_use", "refresh"))).isEmpty());
    assertTrue(access(tokens, issuer.sign(issuer.claims().remove("sub"))).isEmpty());
    assertTrue(
        access(tokens, issuer.sign(issuer.claims().add("exp", clock.instant().getEpochSecond())))
            .isEmpty());
  }

  @Test
  void keys_fetched_areCached() {
    RemoteTokens tokens = tokens(Map.of());
    for (int i = 0; i < 5; i++) {
      assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
    }
    assertEquals(1, issuer.keyFetches.get());
  }

  @Test
  void key_newAndNamedByAToken_isFetched() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    clock.advance(IssuerKeys.PAUSE);
    issuer.key = KeyGeneration.generate(SigningAlgorithm.RS256);
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
    assertEquals(2, issuer.keyFetches.get());
  }

  @Test
  void unknownKeys_causeOneFetchInThirtySeconds() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    SigningKey own = issuer.key;
    issuer.key = KeyGeneration.generate(SigningAlgorithm.ES256);
    String foreign = issuer.sign(issuer.claims());
    issuer.key = own;
    for (int second = 0; second < 60; second++) {
      assertTrue(access(tokens, foreign).isEmpty());
      clock.advance(Duration.ofSeconds(1));
    }
    assertEquals(2, issuer.keyFetches.get());
  }

  @Test
  void keySet_notRefreshedForUpToAnHour_stays() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    issuer.down = true;
    clock.advance(IssuerKeys.MAX_AGE.minusSeconds(1));
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
  }

  @Test
  void keySet_notRefreshedForAnHour_isTrustedNoMore() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    issuer.down = true;
    for (int minute = 0; minute < 60; minute += 10) {
      clock.advance(Duration.ofMinutes(10));
      if (minute < 50) {
        assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
      }
    }
    assertThrows(IssuerUnavailable.class, () -> access(tokens, issuer.sign(issuer.claims())));

    issuer.down = false;
    clock.advance(IssuerKeys.PAUSE);
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
  }

  @Test
  void keySet_olderThanAnHourWithTheIssuerUp_isFetchedAnew() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    clock.advance(IssuerKeys.MAX_AGE.multipliedBy(3));
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
    assertEquals(2, issuer.keyFetches.get());
  }

  @Test
  void unknownKey_whileAnotherThreadFetches_isRejectedWithoutWaiting() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    IssuerCalls calls =
        new IssuerCalls(Map::of) {
          @Override
          JsonObject get(URI address) {
            if (slow.get()) {
              fetching.countDown();
              await(answer);
            }
            return super.get(address);
          }
        };
    RemoteTokens tokens =
        new RemoteTokens(
            new SettingReader(Map.of("latchkey.issuer", issuer.name())::get).read(), calls, clock);
    access(tokens, issuer.sign(issuer.claims()));
    clock.advance(IssuerKeys.PAUSE);
    issuer.key = KeyGeneration.generate(SigningAlgorithm.ES256);
    String foreign = issuer.sign(issuer.claims());
    slow.set(true);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<Caller>> first = other.submit(() -> access(tokens, foreign));
      await(fetching);
      assertTrue(access(tokens, foreign).isEmpty());
      assertFalse(first.isDone());
      answer.countDown();
      assertTrue(first.get().isPresent());
    } finally {
      answer.countDown();
      other.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keys_withdrawn_areForgotten() {
    RemoteTokens tokens = tokens(Map.of());
    access(tokens, issuer.sign(issuer.claims()));
    clock.advance(IssuerKeys.FRESH);
    String signedBefore = issuer.sign(issuer.claims());
    issuer.key = KeyGeneration.generate(SigningAlgorithm.ES256);
    assertTrue(access(tokens, signedBefore).isEmpty());
  }

  @Test
  void token_beforeAnyKeysWereFetched_cannotBeValidated() {
    issuer.down = true;
    RemoteTokens tokens = tokens(Map.of());
    assertThrows(IssuerUnavailable.class, () -> access(tokens, issuer.sign(issuer.claims())));
    issuer.down = false;
    clock.advance(IssuerKeys.PAUSE);
    assertTrue(access(tokens, issuer.sign(issuer.claims())).isPresent());
  }

  @Test
  void sessionToken_isIntrospected_andTheResultCached() {
    RemoteTokens tokens = tokens(client());
    issuer.knownTokens.put("s1", session("session"));
    for (int i = 0; i < 3; i++) {
      Caller caller = session(tokens, "s1").orElseThrow();
      assertEquals("ada", caller.getName());
      assertEquals(Optional.of(42L), caller.sessionId());
      assertEquals(Optional.of(Instant.ofEpochSecond(1000)), caller.authenticatedAt());
    }
    assertEquals(1, issuer.questions.get());
    assertEquals(
        "Basic "
            + Base64.getEncoder()
                .encodeToString("stock:a+secret+of+100%25+and+of+the+stock+alone".getBytes()),
        issuer.lastAuthorization);
    issuer.knownTokens.clear();
    clock.advance(Duration.ofSeconds(5));
    assertTrue(session(tokens, "s1").isEmpty());
  }

  @Test
  void introspection_carriesTheTraceOfItsRequest() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    RemoteTokens tokens = tokens(client());
    session(tokens, "s1");
    assertNull(issuer.lastTrace);
    FakeRequest request =
        new FakeRequest("GET", "/").with("traceparent", trace).with("tracestate", "a=1", "b=2");
    handedOn.putAll(new IncomingTrace(request.asServed()).headers());
    session(tokens, "s1");
    assertEquals(trace, issuer.lastTrace);
    assertEquals(Map.of("traceparent", trace, "tracestate", "a=1,b=2"), handedOn);
  }

  @Test
  void trace_withoutARequestOrInvalid_isNotPassedOn() {
    assertEquals(Map.of(), new IncomingTrace(null).headers());
    assertEquals(Map.of(), new IncomingTrace(new FakeRequest("GET", "/").asServed()).headers());
    assertEquals(
        Map.of(),
        new IncomingTrace(new FakeRequest("GET", "/").with("traceparent", "a", "b").asServed())
            .headers());
    assertEquals(
        Map.of(),
        new IncomingTrace(new FakeRequest("GET", "/").with("traceparent", "a\nb").asServed())
            .headers());
  }

  @Test
  void introspection_withoutCache_isNeverReused() {
    Map<String, String> settings = client();
    settings.put("latchkey.introspection-cache-seconds", "0");
    RemoteTokens tokens = tokens(settings);
    issuer.knownTokens.put("s1", session("session"));
    session(tokens, "s1");
    session(tokens, "s1");
    assertEquals(2, issuer.questions.get());
  }

  @Test
  void introspection_ofAnInactiveToken_isNotCached() {
    RemoteTokens tokens = tokens(client());
    assertTrue(session(tokens, "s1").isEmpty());
    issuer.knownTokens.put("s1", session("session"));
    assertTrue(session(tokens, "s1").isPresent());
  }

  @Test
  void token_ofAnotherKind_isNoSessionToken() {
    RemoteTokens tokens = tokens(client());
    issuer.knownTokens.put("s1", session("access"));
    assertTrue(session(tokens, "s1").isEmpty());
  }

  @Test
  void sessionToken_withoutAClient_isRejected() {
    assertTrue(session(tokens(Map.of()), "s1").isEmpty());
  }

  @Test
  void accessToken_isIntrospectedOnlyAfterItsSignatureIsVerified() {
    RemoteTokens tokens = tokens(client());
    String token = issuer.sign(issuer.claims());
    assertTrue(access(tokens, token).isEmpty());
    assertEquals(1, issuer.questions.get());
    issuer.knownTokens.put(token, session("access"));
    assertTrue(access(tokens, token).isPresent());
    assertTrue(access(tokens, token + "A").isEmpty());
    assertEquals(2, issuer.questions.get());
  }

  @Test
  void accessToken_requiringItsSessionWithoutIntrospection_isRejected() {
    String token = issuer.sign(issuer.claims());
    assertTrue(tokens(Map.of()).judge(new AccessTokenCredential(token, true)).isEmpty());
  }

  @Test
  void unreachableIssuer_leavesTheTokenUndecided() {
    RemoteTokens tokens = tokens(client());
    issuer.down = true;
    assertThrows(IssuerUnavailable.class, () -> session(tokens, "s1"));
  }

  @Test
  void metadata_ofAnotherIssuer_isRejected() {
    RemoteTokens tokens =
        tokens(Map.of("latchkey.issuer", issuer.name().replace("127.0.0.1", "localhost")));
    assertThrows(IssuerUnavailable.class, () -> access(tokens, issuer.sign(issuer.claims())));
  }

  @ParameterizedTest
  @ValueSource(strings = {FakeIssuer.METADATA + "/auth", "/auth" + FakeIssuer.METADATA})
  void metadata_ofAnIssuerWithAPath_isFoundAtEitherAddress(String address) {
    issuer.move("/auth", address);
    assertTrue(access(tokens(Map.of()), issuer.sign(issuer.claims())).isPresent());
  }

  @Test
  void metadata_atNeitherAddress_leavesTheTokenUndecidedAndNamesBoth() {
    issuer.move("/auth", "/elsewhere");
    IssuerUnavailable failure =
        assertThrows(IssuerUnavailable.class, () -> session(tokens(client()), "s1"));
    assertTrue(failure.getMessage().contains(FakeIssuer.METADATA + "/auth"), failure::getMessage);
    assertTrue(failure.getMessage().contains("/auth" + FakeIssuer.METADATA), failure::getMessage);
  }

  private static Map<String, String> client() {
    return new HashMap<>(Map.of("latchkey.client-id", "stock", "latchkey.client-secret", SECRET));
  }

  private static String session(String use) {
    return "{\"active\":true,\"sub\":\"7\",\"username\":\"ada\",\"sid\":\"42\",\"auth_time\":1000,\"token_use\":\"%s\"}"
        .formatted(use);
  }

  private RemoteTokens tokens(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("latchkey.issuer", issuer.name()));
    all.putAll(settings);
    return new RemoteTokens(
        new SettingReader(all::get).read(), new IssuerCalls(() -> handedOn), clock);
  }

  private static Optional<Caller> access(RemoteTokens tokens, String token) {
    return tokens.judge(new AccessTokenCredential(token));
  }

  private static Optional<Caller> session(RemoteTokens tokens, String token) {
    return tokens.judge(new SessionTokenCredential(token));
  }
}
