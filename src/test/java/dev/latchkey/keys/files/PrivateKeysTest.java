package dev.latchkey.keys.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.jose.keyfiles.Fixture;
import dev.latchkey.jose.keyfiles.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  private static final String SETTING = "HEADLESS_JWT_PRIVATE_KEY";

  @ParameterizedTest
  @CsvSource({
    "rsa-pkcs8.pem, RS256, rsa-public.pem",
    "rsa-pkcs8.pem, RS384, rsa-public.pem",
    "rsa-pkcs8.pem, RS512, rsa-public.pem",
    "rsa-pkcs8.pem, PS256, rsa-public.pem",
    "rsa-pkcs1.pem, RS256, rsa-public.pem",
    "ec-p256-pkcs8.pem, ES256, ec-p256-public.pem",
    "ec-p256-sec1.pem, ES256, ec-p256-public.pem",
    "ec-p256-sec1-without-parameters.pem, ES256, ec-p256-public.pem",
    "ec-p256-sec1-private-only.pem, ES256, ec-p256-public.pem",
    "ec-p384-pkcs8.pem, ES384, ec-p384-public.pem",
    "ec-p384-sec1.pem, ES384, ec-p384-public.pem",
    "ed25519-pkcs8.pem, EDDSA, ed25519-public.pem",
  })
  void everyContainer_isReadAndItsPublicHalfFound(
      String file, SigningAlgorithm algorithm, String publicFile) {
    SigningKey key = PrivateKeys.read(Fixture.text(file), algorithm, SETTING);
    VerificationKey half = PublicKeys.read(Fixture.text(publicFile), algorithm, SETTING).get(0);
    assertEquals(half.publicJwk(), key.publicJwk());
    assertEquals(half.kid(), key.kid());
    assertEquals(algorithm, key.algorithm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-pkcs8.pem", "rsa-pkcs1.pem"})
  void lineEnds_mangled_areAccepted(String file) {
    String pem = Fixture.text(file);
    Optional<String> kid = PrivateKeys.read(pem, SigningAlgorithm.RS256, SETTING).kid();
    String[] forms = {
      pem.replace("\n", "\\n"),
      pem.replace("\n", "\\r\\n"),
      pem.replace("\n", "\r\n"),
      pem.replace("\n", " "),
      pem.replace("\n", ""),
      "  \n" + pem + "\n\n",
      '"' + pem.strip().replace("\n", "\\n") + '"',
      base64(pem),
      base64(pem.replace("\n", "\\n")),
      Base64.getMimeEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)),
      Base64.getEncoder().withoutPadding().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)),
    };
    for (String form : forms) {
      assertEquals(kid, PrivateKeys.read(form, SigningAlgorithm.RS256, SETTING).kid());
    }
  }

  @Test
  void parametersBlock_withMangledLineEnds_isAccepted() {
    String pem = Fixture.text("ec-p256-sec1.pem");
    Optional<String> kid = PrivateKeys.read(pem, SigningAlgorithm.ES256, SETTING).kid();
    assertEquals(
        kid, PrivateKeys.read(pem.replace("\n", ""), SigningAlgorithm.ES256, SETTING).kid());
    assertEquals(kid, PrivateKeys.read(base64(pem), SigningAlgorithm.ES256, SETTING).kid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa-1024.pem | RS256 | holds an RSA key of 1024 bits, but RS256 needs at least 2048",
        "rsa-1024.pem | PS256 | holds an RSA key of 1024 bits, but PS256 needs at least 2048",
        "ec-p384-pkcs8.pem | ES256 | holds an EC key of another curve, but ES256 needs one on P-256",
        "ec-p521-pkcs8.pem | ES384 | holds an EC key of another curve, but ES384 needs one on P-384",
        "ec-p256-explicit.pem | ES256 | holds an EC key that cannot be read; ES256 needs one on the named curve P-256",
        "ec-p256-pkcs8.pem | RS256 | holds a key of type EC, but RS256 needs an RSA key",
        "ec-p256-sec1.pem | EDDSA | holds a key of type EC, but EdDSA needs an Ed25519 key",
        "rsa-pkcs1.pem | ES384 | holds a key of type RSA, but ES384 needs an EC key on P-384",
        "ed25519-pkcs8.pem | RS512 | holds a key of type Ed25519, but RS512 needs an RSA key",
        "ed448.pem | EDDSA | holds a key of another type, but EdDSA needs an Ed25519 key",
        "rsa-pss.pem | PS256 | holds a key of another type, but PS256 needs an RSA key",
        "rsa-pkcs8-encrypted.pem | RS256 | holds an encrypted private key; give it without a passphrase",
        "rsa-pkcs1-encrypted.pem | RS256 | holds an encrypted private key; give it without a passphrase",
        "rsa-public.pem | RS256 | holds a public key, but a private key is needed",
        "certificate.pem | RS256 | holds a certificate, but a private key is needed",
        "rsa-pkcs8.pem | HS256 | holds PEM, but HS256 needs a secret of at least 32 bytes",
      })
  void key_unusable_isRejectedInOneSentence(String file, SigningAlgorithm algorithm, String fault) {
    assertFault(fault, Fixture.text(file), algorithm);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----",
        "AAAA",
      })
  void text_withoutAKey_isUnreadable(String text) {
    assertFault(
        "cannot be read as a private key; give PEM (PKCS#8, PKCS#1 or SEC1) or the Base64 of it",
        text,
        SigningAlgorithm.RS256);
  }

  @Test
  void key_truncated_isUnreadableAndNotShown() {
    String pem = Fixture.text("rsa-pkcs8.pem");
    String cut = pem.substring(0, 600) + "\n-----END PRIVATE KEY-----\n";
    UnusableKey rejected =
        assertThrows(
            UnusableKey.class, () -> PrivateKeys.read(cut, SigningAlgorithm.RS256, SETTING));
    assertFalse(rejected.getMessage().contains(pem.substring(100, 120)));
    assertNull(rejected.getCause());
  }

  @Test
  void curve_unsupportedByTheRuntime_isRejectedAsACurve() {
    UnusableKey rejected =
        assertThrows(
            UnusableKey.class,
            () ->
                PrivateKeys.read(
                    Fixture.text("ec-secp256k1.pem"), SigningAlgorithm.ES256, SETTING));
    assertTrue(rejected.getMessage().startsWith(SETTING + " holds an EC key "));
  }

  @Test
  void setting_emptyOrWithTwoKeys_isRejected() {
    assertFault("is empty", " \n", SigningAlgorithm.RS256);
    assertFault("is empty", null, SigningAlgorithm.HS256);
    assertFault(
        "holds more than one PEM block, but one private key is needed",
        Fixture.text("rsa-pkcs8.pem") + Fixture.text("rsa-pkcs1.pem"),
        SigningAlgorithm.RS256);
  }

  @Test
  void secret_shorterThanTheHash_isRejected() {
    assertFault(
        "is a secret of 31 bytes, but HS256 needs at least 32",
        "x".repeat(31),
        SigningAlgorithm.HS256);
    assertFault(
        "is a secret of 63 bytes, but HS512 needs at least 64",
        "x".repeat(63),
        SigningAlgorithm.HS512);
    PrivateKeys.read("é".repeat(16), SigningAlgorithm.HS256, SETTING);
    SigningKey key = PrivateKeys.read("x".repeat(64), SigningAlgorithm.HS512, SETTING);
    assertTrue(key.kid().isEmpty());
    assertTrue(key.publicJwk().isEmpty());
    assertThrows(IllegalStateException.class, key::toPkcs8);
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningAlgorithm.class,
      names = {"HS256", "HS512"},
      mode = EnumSource.Mode.EXCLUDE)
  void generatedKey_isReadBackUnchanged(SigningAlgorithm algorithm) {
    SigningKey key = KeyGeneration.generate(algorithm);
    assertEquals(key.publicJwk(), PrivateKeys.fromPkcs8(algorithm, key.toPkcs8()).publicJwk());
    String pem =
        "-----BEGIN PRIVATE KEY-----"
            + Base64.getEncoder().encodeToString(key.toPkcs8())
            + "-----END PRIVATE KEY-----";
    assertEquals(key.kid(), PrivateKeys.read(pem, algorithm, SETTING).kid());
  }

  @Test
  void publicHalves_ofManyEcKeys_areFound() {
    for (int i = 0; i < 30; i++) {
      SigningKey key =
          KeyGeneration.generate(i % 2 == 0 ? SigningAlgorithm.ES256 : SigningAlgorithm.ES384);
      assertEquals(key.kid(), PrivateKeys.fromPkcs8(key.algorithm(), key.toPkcs8()).kid());
    }
  }

  @Test
  void key_asText_showsAlgorithmAndNameOnly() {
    SigningKey key =
        PrivateKeys.read(Fixture.text("rsa-pkcs8.pem"), SigningAlgorithm.RS256, SETTING);
    assertEquals("SigningKey[RS256, " + key.kid().orElseThrow() + "]", key.toString());
    assertEquals("SigningKey[HS256]", KeyGeneration.generate(SigningAlgorithm.HS256).toString());
  }

  private static void assertFault(String fault, String text, SigningAlgorithm algorithm) {
    UnusableKey rejected =
        assertThrows(UnusableKey.class, () -> PrivateKeys.read(text, algorithm, SETTING));
    assertEquals(SETTING + " " + fault + ".", rejected.getMessage());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
