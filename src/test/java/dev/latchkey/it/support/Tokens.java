package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Reads JWTs as others do. */
public final class Tokens {

  private Tokens() {}

  /** Verifies a token with the keys that the server publishes, and nothing else of it. */
  public static JwtClaims verify(
      String token, Http http, String algorithm, String issuer, String audience) {
    try {
      JsonWebKeySet keys = new JsonWebKeySet(http.get("/.well-known/jwks.json").expect(200).text());
      JwtConsumerBuilder consumer =
          new JwtConsumerBuilder()
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
              .setJwsAlgorithmConstraints(
                  new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
              .setExpectedType(true, "JWT")
              .setRequireExpirationTime()
              .setRequireIssuedAt()
              .setRequireSubject()
              .setRequireJwtId();
      if (issuer != null) {
        consumer.setExpectedIssuer(issuer).setExpectedAudience(audience);
      }
      JwtContext context = consumer.build().process(token);
      for (JsonWebKey key : keys.getJsonWebKeys()) {
        assertEquals(key.calculateBase64urlEncodedThumbprint("SHA-256"), key.getKeyId());
        assertEquals(null, ((PublicJsonWebKey) key).getPrivateKey());
      }
      return context.getJwtClaims();
    } catch (JoseException | InvalidJwtException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Requires that no published key verifies a token: neither the one that its header names, nor any
   * other, whatever its type, issuer and audience are.
   */
  public static void reject(String token, Http http) {
    try {
      JsonWebKeySet keys = new JsonWebKeySet(http.get("/.well-known/jwks.json").expect(200).text());
      assertFalse(keys.getJsonWebKeys().isEmpty());
      reject(
          token,
          lenient()
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys())));
      for (JsonWebKey key : keys.getJsonWebKeys()) {
        reject(token, lenient().setVerificationKey(key.getKey()));
        reject(token, lenient().setVerificationKey(new HmacKey(key.getKey().getEncoded())));
      }
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private static JwtConsumerBuilder lenient() {
    return new JwtConsumerBuilder()
        .setSkipDefaultAudienceValidation()
        .setRelaxVerificationKeyValidation();
  }

  private static void reject(String token, JwtConsumerBuilder verifier) {
    assertThrows(InvalidJwtException.class, () -> verifier.build().process(token));
  }

  public static String text(JwtClaims claims, String name) {
    return claims.getClaimValueAsString(name);
  }

  public static long number(JwtClaims claims, String name) {
    return ((Number) claims.getClaimValue(name)).longValue();
  }

  /** A claim as JSON, read without verifying anything. */
  public static String claim(String token, String name) {
    try (JsonReader reader = Json.createReader(new StringReader(text(token.split("\\.")[1])))) {
      return reader.readObject().get(name).toString();
    }
  }

  /** A text in the header, read without verifying anything. */
  public static String header(String token, String name) {
    try (JsonReader reader = Json.createReader(new StringReader(text(token.split("\\.")[0])))) {
      return reader.readObject().getString(name);
    }
  }

  public static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }

  public static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
