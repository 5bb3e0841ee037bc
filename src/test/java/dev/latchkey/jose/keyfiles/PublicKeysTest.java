package dev.latchkey.jose.keyfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.JwkSet;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.keys.files.KeyGeneration;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PublicKeysTest {
  private static final String SETTING = "HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS";

  @Test
  void publishedSet_isReadBackWithNamesAndAlgorithms() {
    List<VerificationKey> keys =
        Stream.of(SigningAlgorithm.values())
            .map(KeyGeneration::generate)
            .map(SigningKey::verificationKey)
            .toList();
    JsonObject set = JwkSet.of(keys);
    List<VerificationKey> read = read(set.toString());
    assertEquals(7, read.size());
    assertEquals(set, JwkSet.of(read));
    assertEquals(SigningAlgorithm.PS256, read.get(3).algorithm());
  }

  @Test
  void privateMembers_areNeverPublished() {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      SigningKey key = KeyGeneration.generate(algorithm);
      assertEquals(algorithm.kind().isAsymmetric(), key.publicJwk().isPresent());
      key.publicJwk()
          .ifPresent(
              jwk -> {
                assertTrue(
                    Stream.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")
                        .noneMatch(jwk::containsKey));
                assertEquals("sig", jwk.getString("use"));
                assertEquals(algorithm.jwaName(), jwk.getString("alg"));
                assertEquals(key.kid(), Optional.of(jwk.getString("kid")));
              });
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningAlgorithm.class,
      names = {"HS256", "HS512"},
      mode = EnumSource.Mode.EXCLUDE)
  void name_isTheThumbprint(SigningAlgorithm algorithm) throws Exception {
    SigningKey key = KeyGeneration.generate(algorithm);
    JsonWebKey jwk = JsonWebKey.Factory.newJwk(key.publicJwk().orElseThrow().toString());
    assertEquals(Optional.of(jwk.calculateBase64urlEncodedThumbprint("SHA-256")), key.kid());
  }

  @Test
  void thumbprint_ofTheStandardsExample_isTheStandards() {
    // RFC 7638 §3.1
    String jwk =
        """
        {"kty":"RSA","n":"\
        0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB\
        ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8\
        KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_\
        xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\
        ","e":"AQAB","alg":"RS256"}""";
    assertEquals(
        Optional.of("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"), read(jwk).get(0).kid());
  }

  @Test
  void pem_mayContainSeveralKeysOfSeveralTypes() {
    String pem =
        Fixture.text("rsa-public.pem")
            + Fixture.text("ec-p384-public.pem")
            + Fixture.text("ed25519-public.pem");
    List<VerificationKey> keys = PublicKeys.read(pem, SigningAlgorithm.RS512, SETTING);
    assertEquals(
        List.of(SigningAlgorithm.RS512, SigningAlgorithm.ES384, SigningAlgorithm.EDDSA),
        keys.stream().map(VerificationKey::algorithm).toList());
    assertEquals(3, read(pem.replace("\n", "\\n")).size());
  }

  @Test
  void givenName_isKept() {
    JsonObject jwk = Json.createObjectBuilder(jwk()).add("kid", "2024-05").build();
    assertEquals(Optional.of("2024-05"), read(jwk.toString()).get(0).kid());
    JsonObject unnamed =
        Json.createObjectBuilder(jwk()).remove("kid").remove("alg").remove("use").build();
    assertEquals(Optional.of(jwk().getString("kid")), read(unnamed.toString()).get(0).kid());
  }

  @Test
  void text_withoutAPublicKey_isRejected() {
    assertFault("is empty", "");
    assertFault("holds a certificate, but a public key is needed", Fixture.text("certificate.pem"));
    assertFault("holds a private key, but a public key is needed", Fixture.text("rsa-pkcs8.pem"));
    assertFault(
        "holds an RSA key of 1024 bits, but RS256 needs at least 2048",
        Fixture.text("rsa-1024-public.pem"));
    assertFault(
        "holds an EC key of another curve than P-256 and P-384",
        Fixture.text("ec-p521-public.pem"));
    assertFault("holds a JWK with a secret member, but a public key is needed", with("d", "AQAB"));
    assertFault(
        "holds a JWK with a secret member, but a public key is needed",
        "{\"kty\":\"oct\",\"k\":\"AQAB\"}");
    assertFault("holds a JWK that is not for verifying signatures", with("use", "enc"));
    assertFault(
        "holds a JWK for an algorithm that tokens are not signed with", with("alg", "ECDH-ES"));
    assertFault(
        "holds a JWK for an algorithm that tokens are not signed with", with("alg", "HS256"));
    assertFault("holds a public key of type EC, but RS256 needs an RSA key", with("alg", "RS256"));
    assertFault(
        "holds an EC key of another curve, but ES384 needs one on P-384", with("alg", "ES384"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":{}}",
        "{\"keys\":[1]}",
        "{\"kty\":\"RSA\"}",
        "{",
        "nonsense",
        "{\"kty\":\"EC\",\"kty\":\"EC\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQ\"}",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      })
  void unreadableText_isRejected(String text) {
    assertThrows(UnusableKey.class, () -> read(text));
  }

  @Test
  void rsaKey_withFindablePrimes_isRejected() {
    BigInteger primes =
        IntStream.rangeClosed(2, 701)
            .mapToObj(BigInteger::valueOf)
            .filter(n -> n.isProbablePrime(50))
            .reduce(BigInteger.ONE, BigInteger::multiply);
    BigInteger power = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(2017), primes);
    BigInteger product =
        primes.multiply(BigInteger.TWO.pow(2047).divide(primes).add(BigInteger.ONE)).add(power);
    assertFault(
        "holds an RSA key whose private half can be computed from its public one (ROCA, CVE-2017-15361)",
        rsaJwk(product));
    assertEquals(1, read(rsaJwk(product.add(BigInteger.TWO))).size());
  }

  @Test
  void point_offTheCurve_isRejected() {
    String moved = with("x", jwk().getString("y"));
    assertThrows(UnusableKey.class, () -> read(moved));
  }

  @Test
  void key_inAnotherSpelling_isRejected() {
    assertThrows(UnusableKey.class, () -> read(with("x", jwk().getString("x") + "=")));
    assertThrows(UnusableKey.class, () -> read(with("x", " " + jwk().getString("x"))));
    assertThrows(UnusableKey.class, () -> read(with("x", jwk().getString("x") + "\n")));
  }

  @Test
  void keyOperations_withoutVerify_areRejected() {
    JsonObject jwk =
        Json.createObjectBuilder(jwk())
            .add("key_ops", Json.createArrayBuilder().add("verify"))
            .build();
    assertEquals(1, read(jwk.toString()).size());
    JsonObject other =
        Json.createObjectBuilder(jwk()).add("key_ops", JsonValue.EMPTY_JSON_ARRAY).build();
    assertFault("holds a JWK that is not for verifying signatures", other.toString());
  }

  @Test
  void key_ofAnotherKindThanTheAlgorithm_isRejected() {
    assertFalse(
        KeyGeneration.generate(SigningAlgorithm.HS256).verificationKey().publicJwk().isPresent());
    SecretKey secret = new SecretKeySpec(new byte[64], "RSA");
    assertThrows(
        UnusableKey.class, () -> VerificationKey.of(SigningAlgorithm.RS256, secret, "a key"));
  }

  private static JsonObject jwk() {
    return PublicKeys.read(Fixture.text("ec-p256-public.pem"), SigningAlgorithm.ES256, SETTING)
        .get(0)
        .publicJwk()
        .orElseThrow();
  }

  private static String with(String member, String value) {
    return Json.createObjectBuilder(jwk()).add(member, value).build().toString();
  }

  private static String rsaJwk(BigInteger modulus) {
    String n = Base64Url.encode(Arrays.copyOfRange(modulus.toByteArray(), 1, 257));
    return Json.createObjectBuilder()
        .add("kty", "RSA")
        .add("n", n)
        .add("e", "AQAB")
        .build()
        .toString();
  }

  private static List<VerificationKey> read(String text) {
    return PublicKeys.read(text, SigningAlgorithm.RS256, SETTING);
  }

  private static void assertFault(String fault, String text) {
    UnusableKey rejected = assertThrows(UnusableKey.class, () -> read(text));
    assertEquals(SETTING + " " + fault + ".", rejected.getMessage());
  }
}
