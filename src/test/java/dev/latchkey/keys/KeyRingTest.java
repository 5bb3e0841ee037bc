package dev.latchkey.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.StrictJson;
import dev.latchkey.jose.TokenSigner;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.keyfiles.Fixture;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestDatabase database = new TestDatabase();
  private final AtomicLong nanos = new AtomicLong();
  private boolean stopped;

  @AfterEach
  void close() {
    if (!stopped) {
      database.close();
    }
  }

  @Test
  void keys_madeByTheFirstNode_areShared() {
    KeyRing one = node();
    KeyRing other = node();
    assertEquals(kid(one), kid(other));
    assertTrue(accepts(other, token(one)));
  }

  @Test
  void nextKeys_arePublishedBeforeTheySign() {
    KeyRing ring = node();
    List<String> before = published(ring);
    Rotation.Rotated rotated = assertInstanceOf(Rotation.Rotated.class, ring.rotateNow());
    assertTrue(before.contains(rotated.kid()));
    assertEquals(rotated.kid(), kid(ring));
  }

  @Test
  void tokens_afterThreeRotationsInARow_stayValid() {
    KeyRing ring = node();
    KeyRing other = node();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tokens.add(token(ring));
      assertInstanceOf(Rotation.Rotated.class, ring.rotateNow());
      tokens.add(token(ring));
    }
    assertEquals(4, tokens.stream().map(t -> t.substring(0, t.indexOf('.'))).distinct().count());
    for (String token : tokens) {
      assertTrue(accepts(ring, token));
      assertTrue(accepts(other, token), "a node that has not read the ring since");
    }
  }

  @Test
  void key_thatCachesMayLack_doesNotSignYet() {
    KeyRing ring = node();
    kid(ring);
    database.clock().advance(MINUTE);
    for (int i = 0; i < RingRules.RESERVE; i++) {
      ring.rotateNow();
    }
    Instant from = assertInstanceOf(Rotation.TooSoon.class, ring.rotateNow()).from();
    assertEquals(database.now().plus(RingRules.PUBLISHED_AHEAD), from);
    database.clock().advance(RingRules.PUBLISHED_AHEAD);
    assertInstanceOf(Rotation.Rotated.class, ring.rotateNow());
  }

  @Test
  void retiredKey_staysUntilItsLastTokenHasExpired() {
    KeyRing ring = node("HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN", "3600");
    String retired = kid(ring);
    ring.rotateNow();
    database.clock().advance(Duration.ofHours(1));
    ring.upkeep();
    assertTrue(published(ring).contains(retired));
    database.clock().advance(RingRules.CONVERGENCE);
    ring.upkeep();
    assertFalse(published(ring).contains(retired));
  }

  @Test
  void keys_afterTheirDays_rotateByThemselves() {
    KeyRing ring = node("HEADLESS_JWT_KEY_ROTATION_DAYS", "30");
    String first = kid(ring);
    database.clock().advance(Duration.ofDays(30).minusSeconds(1));
    ring.upkeep();
    assertEquals(first, kid(ring));
    database.clock().advance(Duration.ofSeconds(1));
    ring.upkeep();
    assertNotEquals(first, kid(ring));
  }

  @Test
  void keys_thatNoOneHasAskedFor_areNotMade() {
    KeyRing ring = node("HEADLESS_JWT_KEY_ROTATION_DAYS", "30");
    ring.upkeep();
    assertEquals(0, storedKeys());
    ring.signing();
    assertEquals(1 + RingRules.RESERVE, storedKeys());
  }

  private long storedKeys() {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery("SELECT COUNT(k) FROM StoredKey k", Long.class)
                .getSingleResult());
  }

  @Test
  void keys_withoutRotationDays_doNotRotate() {
    KeyRing ring = node();
    String first = kid(ring);
    database.clock().advance(Duration.ofDays(3000));
    ring.upkeep();
    assertEquals(first, kid(ring));
  }

  @Test
  void rotation_onManyNodes_happensOnce() throws Exception {
    List<KeyRing> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(node("HEADLESS_JWT_KEY_ROTATION_DAYS", "30"));
      kid(nodes.get(i));
    }
    database.clock().advance(Duration.ofDays(30));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    List<Future<?>> all = new ArrayList<>();
    for (KeyRing node : nodes) {
      all.add(
          threads.submit(
              () -> {
                start.await();
                node.upkeep();
                return null;
              }));
    }
    start.countDown();
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    nodes.forEach(KeyRing::upkeep);
    assertEquals(1, nodes.stream().map(KeyRingTest::kid).distinct().count());
    assertEquals(2 + RingRules.RESERVE, published(nodes.get(0)).size());
  }

  @Test
  void rotation_onAnotherNode_isSeenAtTheNextUpkeep() {
    KeyRing one = node();
    KeyRing other = node();
    kid(other);
    one.rotateNow();
    assertNotEquals(kid(one), kid(other));
    other.upkeep();
    assertEquals(kid(one), kid(other));
  }

  @Test
  void unknownKey_makesTheRingBeReadAgainAtIntervals() {
    KeyRing one = node();
    KeyRing other = node();
    kid(other);
    database.clock().advance(MINUTE);
    for (int i = 0; i < RingRules.RESERVE; i++) {
      one.rotateNow();
    }
    database.clock().advance(RingRules.PUBLISHED_AHEAD);
    one.rotateNow();
    String token = token(one);
    assertFalse(accepts(other, token), "the ring was read a moment ago");
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertTrue(accepts(other, token));
  }

  @Test
  void keys_withoutTheDatabase_stayInUse() {
    KeyRing ring = node();
    String token = token(ring);
    stopDatabase();
    nanos.addAndGet(MINUTE.toNanos());
    ring.upkeep();
    assertTrue(accepts(ring, token));
    assertTrue(accepts(ring, token(ring)));
    assertFalse(
        accepts(ring, TokenSigner.sign(KeyGeneration.generate(SigningAlgorithm.ES256), claims())));
  }

  @Test
  void upkeep_withoutAChange_keepsThePublishedVersion() {
    KeyRing ring = node();
    String version = ring.published().version();
    ring.upkeep();
    assertEquals(version, ring.published().version());
    ring.rotateNow();
    assertNotEquals(version, ring.published().version());
  }

  @Test
  void secretKey_changed_makesAnotherRingAndKeepsTheFirst() {
    KeyRing one = node();
    String token = token(one);
    KeyRing other = node("SECRET_KEY", "another secret key of sufficient length");
    assertNotEquals(kid(one), kid(other));
    assertFalse(accepts(other, token));
    one.upkeep();
    assertTrue(accepts(one, token));
  }

  @Test
  void earlierTokens_afterAChangeOfAlgorithm_stayValid() {
    KeyRing earlier = node();
    String token = token(earlier);
    KeyRing later = node("HEADLESS_JWT_ALGORITHM", "EdDSA");
    assertEquals(SigningAlgorithm.EDDSA, later.signing().algorithm());
    assertTrue(accepts(later, token));
    earlier.upkeep();
    assertEquals(
        SigningAlgorithm.ES256, earlier.signing().algorithm(), "a node that was not restarted yet");
    assertTrue(accepts(earlier, token(later)));
  }

  @Test
  void configuredKey_isNotRotatedAndNeedsNoDatabase() {
    stopDatabase();
    KeyRing ring = node("HEADLESS_JWT_PRIVATE_KEY", Fixture.text("ec-p256-pkcs8.pem"));
    assertInstanceOf(Rotation.Configured.class, ring.rotateNow());
    ring.upkeep();
    assertTrue(accepts(ring, token(ring)));
  }

  @Test
  void previousPublicKeys_areAcceptedAndPublished() {
    SigningKey first = KeyGeneration.generate(SigningAlgorithm.ES256);
    SigningKey second = KeyGeneration.generate(SigningAlgorithm.RS256);
    KeyRing ring =
        node(
            "HEADLESS_JWT_PRIVATE_KEY",
            Fixture.text("ec-p256-pkcs8.pem"),
            "HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS",
            first.publicJwk().orElseThrow() + "," + second.publicJwk().orElseThrow());
    assertTrue(accepts(ring, TokenSigner.sign(first, claims())));
    assertTrue(accepts(ring, TokenSigner.sign(second, claims())));
    assertEquals(
        List.of(kid(ring), first.kid().orElseThrow(), second.kid().orElseThrow()), published(ring));
  }

  @Test
  void previousPublicKey_invalid_stopsTheDeployment() {
    assertThrows(UnusableKey.class, () -> node("HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS", "nonsense"));
  }

  @Test
  void sharedSecret_isNotPublished() {
    KeyRing ring = node("HEADLESS_JWT_ALGORITHM", "HS256");
    assertTrue(accepts(ring, token(ring)));
    assertEquals(List.of(), published(ring));
    assertInstanceOf(Rotation.Configured.class, ring.rotateNow());
  }

  @Test
  void signingKey_revoked_isReplacedAndVerifiesNothing() {
    KeyRing ring = node();
    KeyRing other = node();
    String token = token(ring);
    String revoked = kid(ring);
    assertTrue(accepts(other, token));
    assertTrue(accepts(ring, token), "its signature is known to hold");

    KeyRevocation.Revoked outcome =
        assertInstanceOf(KeyRevocation.Revoked.class, ring.revokeNow(revoked));

    assertEquals(outcome.signs(), kid(ring));
    assertNotEquals(revoked, kid(ring));
    assertFalse(accepts(ring, token));
    assertFalse(published(ring).contains(revoked));
    other.upkeep();
    assertFalse(accepts(other, token));
    assertFalse(published(other).contains(revoked));
    assertEquals(kid(ring), kid(other));
    assertTrue(accepts(other, token(ring)));
    assertFalse(accepts(node(), token), "a node that starts afterwards");
  }

  @Test
  void signingKey_revokedWhileNoOtherIsRipe_isReplacedAllTheSame() {
    KeyRing ring = node();
    kid(ring);
    database.clock().advance(MINUTE);
    for (int i = 0; i < RingRules.RESERVE; i++) {
      ring.rotateNow();
    }
    assertInstanceOf(Rotation.TooSoon.class, ring.rotateNow());

    for (int i = 0; i < 2 * RingRules.RESERVE; i++) {
      String revoked = kid(ring);
      assertInstanceOf(KeyRevocation.Revoked.class, ring.revokeNow(revoked));
      assertFalse(published(ring).contains(revoked));
      assertTrue(accepts(ring, token(ring)));
    }
  }

  @Test
  void key_retiringOrWaiting_canBeRevokedAndTheSigningOneStays() {
    KeyRing ring = node();
    String token = token(ring);
    String retiring = kid(ring);
    ring.rotateNow();
    String signs = kid(ring);
    String waiting =
        published(ring).stream()
            .filter(kid -> !kid.equals(signs) && !kid.equals(retiring))
            .findFirst()
            .orElseThrow();

    for (String kid : List.of(retiring, waiting)) {
      assertEquals(new KeyRevocation.Revoked(signs), ring.revokeNow(kid));
      assertFalse(published(ring).contains(kid));
      assertInstanceOf(KeyRevocation.Unknown.class, ring.revokeNow(kid));
    }
    assertFalse(accepts(ring, token));
    ring.upkeep();
    assertEquals(1 + RingRules.RESERVE, published(ring).size());
  }

  @Test
  void key_revokedUnderAnotherAlgorithm_signsOnNoNode() {
    KeyRing earlier = node();
    String revoked = kid(earlier);
    KeyRing later = node("HEADLESS_JWT_ALGORITHM", "EdDSA");
    assertInstanceOf(KeyRevocation.Revoked.class, later.revokeNow(revoked));
    earlier.upkeep();
    assertNotEquals(revoked, kid(earlier));
    assertTrue(accepts(earlier, token(earlier)));
    assertFalse(published(earlier).contains(revoked));
  }

  @Test
  void key_configured_isNotRevokedHere() {
    KeyRing ring =
        node(
            "HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS",
            KeyGeneration.generate(SigningAlgorithm.ES256).publicJwk().orElseThrow().toString());
    String previous = published(ring).get(published(ring).size() - 1);
    assertInstanceOf(KeyRevocation.Configured.class, ring.revokeNow(previous));
    assertInstanceOf(KeyRevocation.Unknown.class, ring.revokeNow("none"));
    KeyRing fixed = node("HEADLESS_JWT_PRIVATE_KEY", Fixture.text("ec-p256-pkcs8.pem"));
    assertInstanceOf(KeyRevocation.Configured.class, fixed.revokeNow(kid(fixed)));
  }

  @Test
  void publicKey_replacedInTheDatabase_isRejected() {
    KeyRing ring = node();
    String retired = kid(ring);
    ring.rotateNow();
    SigningKey own = KeyGeneration.generate(SigningAlgorithm.ES256);
    String jwk = own.publicJwk().orElseThrow().toString();
    List<String> before = published(ring);
    assertTrue(before.contains(retired));

    update("UPDATE signing_key SET public_jwk = '" + jwk + "'");

    for (KeyRing reader : List.of(ring, node())) {
      reader.upkeep();
      assertEquals(Set.copyOf(before), Set.copyOf(published(reader)));
      assertFalse(accepts(reader, TokenSigner.sign(own, claims())));
    }
  }

  @Test
  void row_withTheSealedPartOfAnother_publishesNothingNew() {
    KeyRing ring = node();
    ring.rotateNow();
    List<String> before = published(ring);
    SigningKey own = KeyGeneration.generate(SigningAlgorithm.ES256);
    String jwk = own.publicJwk().orElseThrow().toString();
    String sealedNothing =
        new SecretBox(SecretKeys.only("a secret key that is long enough for HS256"), "signing-key")
            .sealText("");
    for (String state : List.of("NEXT", "ACTIVE", "RETIRING")) {
      for (String sealed : List.of("MAX(private_key)", "MIN(private_key)")) {
        update(
            "INSERT INTO signing_key (kid, algorithm, state, private_key, public_jwk, created, active_at, expires_at)"
                + (" SELECT '" + state + sealed + "', 'ES256', '" + state + "', " + sealed)
                + (", '" + jwk + "', 0, 0, 9000000000000 FROM signing_key"));
      }
    }
    for (String state : List.of("NEXT", "ACTIVE")) {
      update(
          "INSERT INTO signing_key (kid, algorithm, state, private_key, public_jwk, created, active_at)"
              + (" VALUES ('" + state + "', 'ES256', '" + state + "', '" + sealedNothing + "'")
              + (", '" + jwk + "', 0, 0)"));
    }

    ring.upkeep();

    assertEquals(Set.copyOf(before), Set.copyOf(published(ring)));
    assertFalse(accepts(ring, TokenSigner.sign(own, claims())));
  }

  @Test
  void retiringKey_ofAnEarlierVersion_stays() {
    KeyRing ring = node();
    String token = token(ring);
    String retired = kid(ring);
    ring.rotateNow();
    String sealedNothing =
        new SecretBox(SecretKeys.only("a secret key that is long enough for HS256"), "signing-key")
            .sealText("");
    update(
        "UPDATE signing_key SET private_key = '"
            + sealedNothing
            + "' WHERE kid = '"
            + retired
            + "'");
    ring.upkeep();
    assertTrue(accepts(ring, token));
    assertTrue(accepts(node(), token));
  }

  private void update(String sql) {
    database.transaction(() -> database.entities().createNativeQuery(sql).executeUpdate());
  }

  private void stopDatabase() {
    database.close();
    stopped = true;
  }

  private KeyRing node(String... more) {
    Map<String, String> texts = new HashMap<>();
    texts.put("SECRET_KEY", "a secret key that is long enough for HS256");
    texts.put("HEADLESS_JWT_ALGORITHM", "ES256");
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    Settings settings = Settings.of(texts);
    return new KeyRing(
        database, new ServerSecrets(database, settings), settings, database.clock(), nanos::get);
  }

  private static String kid(KeyRing ring) {
    return ring.signing().kid().orElseThrow();
  }

  private static String token(KeyRing ring) {
    return TokenSigner.sign(ring.signing(), claims());
  }

  private static JsonObject claims() {
    return StrictJson.objectBuilder()
        .add("token_use", "access")
        .add("exp", 253_402_300_000L)
        .build();
  }

  private static boolean accepts(KeyRing ring, String token) {
    return ring.verify(token, TokenUse.ACCESS).accessToken().isPresent();
  }

  private static List<String> published(KeyRing ring) {
    return ring.published().json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .map(key -> key.getString("kid"))
        .toList();
  }
}
