package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.SigningAlgorithm;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens have a form that only this server can verify, and that resembles no other. */
@Tag("slow")
class RefreshTokenFormTest {

  private static final String ISSUER = "https://id.example.org";

  private TestWorld world;

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<String> algorithms() {
    return Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::jwaName);
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void header_withEveryAlgorithm_hasATypeAndAnUnpublishedKey(String algorithm) {
    JsonObject header = Jwt.of(logIn(algorithm).get("refresh_token")).header();

    assertEquals(Set.of("alg", "typ", "kid"), header.keySet());
    assertEquals("HS256", header.getString("alg"));
    assertEquals("rt+jwt", header.getString("typ"));
    assertFalse(world.keys.published().json().toString().contains(header.getString("kid")));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void refreshToken_underThePublishedKeys_isRejectedByALenientVerifier(String algorithm)
      throws JoseException, InvalidJwtException {
    Map<String, String> pair = logIn(algorithm);
    List<JwtConsumerBuilder> verifiers = lenientVerifiers();
    Map<String, String> next = next(pair);

    for (JwtConsumerBuilder verifier : verifiers) {
      for (String token : List.of(pair.get("refresh_token"), next.get("refresh_token"))) {
        assertThrows(InvalidJwtException.class, () -> verifier.build().process(token));
      }
    }
    verifiers.get(0).build().process(pair.get("access_token"));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void token_inTheOtherUse_isRejected(String algorithm) {
    Map<String, String> pair = logIn(algorithm);

    assertTrue(world.strategy.refresh(pair.get("access_token")).isEmpty());
    assertTrue(world.accessTokens.validate(pair.get("refresh_token")).isEmpty());
    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer(pair.get("refresh_token")));
    assertTrue(world.strategy.refresh(pair.get("refresh_token")).isPresent());
  }

  /** Whoever has the key of access tokens, such as a verifier with HS256, makes no other use. */
  @ParameterizedTest
  @ValueSource(strings = {"access", "refresh"})
  void token_signedWithTheKeyOfTheOtherKind_isRejected(String use) {
    Map<String, String> pair = logIn("HS256");
    JsonObject claims = Jwt.of(pair.get(use + "_token")).claims();

    String forged =
        use.equals("access")
            ? world.keys.signRefreshToken(claims)
            : world.keys.sign(typ("rt+jwt"), claims);

    assertTrue(world.accessTokens.validate(forged).isEmpty());
    assertTrue(world.strategy.refresh(forged).isEmpty());
  }

  @Test
  void refreshToken_typedAsAccessTokenOrUntyped_isRejected() {
    String token = logIn("ES256").get("refresh_token");
    JsonObject claims = Jwt.of(token).claims();
    String payload = token.substring(token.indexOf('.'));

    for (JsonObject header : List.of(typ("JWT"), typ("at+jwt"), JsonValue.EMPTY_JSON_OBJECT)) {
      assertTrue(world.strategy.refresh(headed(token, header) + payload).isEmpty());
    }
    assertTrue(world.accessTokens.validate(world.keys.signRefreshToken(claims)).isEmpty());
    assertTrue(world.strategy.refresh(token).isPresent());
  }

  @Test
  void refreshToken_afterAChangeOfIssuerAudienceAndAlgorithm_staysValid() {
    String token = logIn("ES256").get("refresh_token");
    try (TestWorld changed =
        world.secondNode(
            "HEADLESS_TOKEN_STRATEGY",
            "jwt",
            "HEADLESS_JWT_ALGORITHM",
            "EdDSA",
            "HEADLESS_JWT_ISSUER",
            "https://other.example.org",
            "HEADLESS_JWT_AUDIENCE",
            "other")) {
      assertTrue(changed.strategy.refresh(token).isPresent());
    }
  }

  @Test
  void refreshToken_afterRevocationOfTheSigningKey_staysValid() {
    Map<String, String> pair = logIn("ES256");
    world.keys.revokeNow(world.keys.signing().kid().orElseThrow());

    assertTrue(world.accessTokens.validate(pair.get("access_token")).isEmpty());
    assertTrue(world.strategy.refresh(pair.get("refresh_token")).isPresent());
  }

  @Test
  void keyName_dependsOnTheSecretKeyAlone() {
    String kid = Jwt.of(logIn("ES256").get("refresh_token")).header().getString("kid");
    assertTrue(kid.matches("[\\w-]{12}"), kid);
    close();
    world = TestWorld.withJwt("SECRET_KEY", "another secret key than the one that all others have");
    world.account("ada@example.org");
    String token = world.logIn("ada@example.org").tokens().get("refresh_token");
    assertNotEquals(kid, Jwt.of(token).header().getString("kid"));
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningAlgorithm.class,
      names = {"HS256", "HS512"})
  void refreshToken_underTheSharedSecretOfAccessTokens_isRejected(SigningAlgorithm algorithm) {
    Map<String, String> pair = logIn(algorithm.jwaName());
    JwtConsumerBuilder consumer = lenient();
    consumer.setVerificationKey(secret());

    assertThrows(
        InvalidJwtException.class, () -> consumer.build().process(pair.get("refresh_token")));
  }

  /** By the key that the header names, and by each published key whatever the header names. */
  private List<JwtConsumerBuilder> lenientVerifiers() throws JoseException {
    List<JwtConsumerBuilder> all = new ArrayList<>();
    JsonWebKeySet set = new JsonWebKeySet(world.keys.published().json().toString());
    if (set.getJsonWebKeys().isEmpty()) {
      all.add((JwtConsumerBuilder) lenient().setVerificationKey(secret()));
    }
    all.add(
        (JwtConsumerBuilder)
            lenient()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(set.getJsonWebKeys())));
    for (JsonWebKey key : set.getJsonWebKeys()) {
      all.add((JwtConsumerBuilder) lenient().setVerificationKey(key.getKey()));
      all.add(
          (JwtConsumerBuilder)
              lenient().setVerificationKey(new HmacKey(key.getKey().getEncoded())));
    }
    return all;
  }

  private static JwtConsumerBuilder lenient() {
    return new JwtConsumerBuilder()
        .setSkipDefaultAudienceValidation()
        .setRelaxVerificationKeyValidation();
  }

  private static Key secret() {
    return new HmacKey(TestWorld.SECRET_KEY.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> logIn(String algorithm) {
    world =
        TestWorld.withJwt(
            "HEADLESS_JWT_ALGORITHM",
            algorithm,
            "HEADLESS_JWT_ISSUER",
            ISSUER,
            "HEADLESS_JWT_AUDIENCE",
            "shop");
    world.account("ada@example.org");
    return world.logIn("ada@example.org").tokens();
  }

  private Map<String, String> next(Map<String, String> pair) {
    Optional<RefreshedTokens> next = world.strategy.refresh(pair.get("refresh_token"));
    return Map.of("refresh_token", next.flatMap(RefreshedTokens::refreshToken).orElseThrow());
  }

  private static JsonObject typ(String typ) {
    return Json.createObjectBuilder().add("typ", typ).build();
  }

  /** The header of this token with another type, or with none. */
  private static String headed(String token, JsonObject typ) {
    var header = Json.createObjectBuilder(Jwt.of(token).header()).remove("typ");
    typ.forEach(header::add);
    return Base64Url.encode(header.build().toString().getBytes(StandardCharsets.UTF_8));
  }
}
