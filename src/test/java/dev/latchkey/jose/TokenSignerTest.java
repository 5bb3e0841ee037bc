package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.keys.files.PrivateKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenSignerTest {
  private static final String SECRET =
      "a secret for tests of sixty-four bytes or more, which is enough for all";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final JsonObject CLAIMS =
      Json.createObjectBuilder()
          .add("sub", "42")
          .add("jti", "id")
          .add("sid", "hidden")
          .add("token_use", "access")
          .add("iat", NOW.getEpochSecond())
          .add("exp", NOW.getEpochSecond() + 300)
          .add("name", "Zoë \"Z\" 🦊")
          .build();

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void signedToken_isVerified(SigningAlgorithm algorithm) {
    SigningKey key = key(algorithm);
    TokenVerifier verifier = verifier(key);
    for (int i = 0; i < 3; i++) {
      VerifiedToken token =
          assertInstanceOf(
                  Verification.Verified.class, verifier.verify(TokenSigner.sign(key, CLAIMS)))
              .token();
      assertEquals(CLAIMS, token.claims());
    }
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void header_hasAlgorithmTypeAndKeyId(SigningAlgorithm algorithm) {
    SigningKey key = key(algorithm);
    String segment = TokenSigner.sign(key, CLAIMS).split("\\.")[0];
    String header = new String(Base64Url.decode(segment).orElseThrow(), StandardCharsets.UTF_8);
    JsonObject json = Json.createReader(new StringReader(header)).readObject();
    assertEquals(algorithm.jwaName(), json.getString("alg"));
    assertEquals("JWT", json.getString("typ"));
    assertEquals(algorithm.kind().isAsymmetric(), json.containsKey("kid"));
    key.kid().ifPresent(kid -> assertEquals(kid, json.getString("kid")));
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void signedToken_isVerifiedByAnotherLibrary(SigningAlgorithm algorithm) throws Exception {
    SigningKey key = key(algorithm);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.jwaName()));
    jws.setCompactSerialization(TokenSigner.sign(key, CLAIMS));
    jws.setKey(publicHalf(key));
    assertTrue(jws.verifySignature());
    assertEquals(CLAIMS, Json.createReader(new StringReader(jws.getPayload())).readObject());
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void token_signedByAnotherLibrary_isVerified(SigningAlgorithm algorithm) throws Exception {
    SigningKey key = key(algorithm);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(algorithm.jwaName());
    key.kid().ifPresent(jws::setKeyIdHeaderValue);
    jws.setPayload(CLAIMS.toString());
    jws.setKey(
        algorithm.kind().isAsymmetric()
            ? KeyFactory.getInstance(algorithm.kind().factory())
                .generatePrivate(new PKCS8EncodedKeySpec(key.toPkcs8()))
            : new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
    assertInstanceOf(
        Verification.Verified.class, verifier(key).verify(jws.getCompactSerialization()));
  }

  private static SigningKey key(SigningAlgorithm algorithm) {
    return algorithm.kind().isAsymmetric()
        ? KeyGeneration.generate(algorithm)
        : PrivateKeys.read(SECRET, algorithm, "SECRET_KEY");
  }

  private static Key publicHalf(SigningKey key) throws Exception {
    return key.publicJwk().isPresent()
        ? PublicJsonWebKey.Factory.newPublicJwk(key.publicJwk().get().toString()).getPublicKey()
        : new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  private static TokenVerifier verifier(SigningKey key) {
    return new TokenVerifier(
        List.of(key.verificationKey()),
        Expectations.NONE.withUse(TokenUse.ACCESS),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
