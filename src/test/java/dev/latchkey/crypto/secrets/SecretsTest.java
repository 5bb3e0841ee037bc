package dev.latchkey.crypto.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.RandomText;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.flows.SignedKeys;
import dev.latchkey.flows.UserCode;
import dev.latchkey.jose.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  @Test
  void derivedKey_matchesTheVectorsOfTheStandard() {
    // RFC 5869 §A.1, its first 32 bytes
    byte[] output =
        DerivedKey.hkdf(
            HexFormat.of().parseHex("000102030405060708090a0b0c"),
            HexFormat.of().parseHex("0b".repeat(22)),
            HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"));
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
        HexFormat.of().formatHex(output));
    assertEquals(
        "40ab67baed4cbaf088ba6e443ab3b35a65be70d245bd316a5dc6ea289691525c",
        HexFormat.of().formatHex(DerivedKey.of("secret", "seal:links")));
  }

  @Test
  void box_opensOnlyWhatItSealed() {
    SecretBox box = new SecretBox(SecretKeys.only("secret"), "signing keys");
    byte[] plain = "private".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = box.seal(plain);
    assertArrayEquals(plain, box.open(sealed).orElseThrow());
    assertArrayEquals(new byte[0], box.open(box.seal(new byte[0])).orElseThrow());
    assertNotEquals(HexFormat.of().formatHex(sealed), HexFormat.of().formatHex(box.seal(plain)));
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertTrue(box.open(altered).isEmpty());
    }
    assertTrue(box.open(new byte[0]).isEmpty());
    assertTrue(new SecretBox(SecretKeys.only("secret"), "mails").open(sealed).isEmpty());
    assertTrue(new SecretBox(SecretKeys.only("another"), "signing keys").open(sealed).isEmpty());
  }

  @Test
  void box_sealsText() {
    SecretBox box = new SecretBox(SecretKeys.only("secret"), "mails");
    assertEquals(Optional.of("Grüße"), box.openText(box.sealText("Grüße")));
    assertEquals(Optional.empty(), box.openText("§"));
    assertEquals(Optional.empty(), box.openText(""));
  }

  @Test
  void seal_ofAnotherTextOrPurpose_isInvalid() {
    Seal seal = new Seal(SecretKeys.only("secret"), "links");
    assertTrue(seal.matches("payload", seal.sign("payload")));
    assertFalse(seal.matches("payloae", seal.sign("payload")));
    assertFalse(seal.matches("payload", ""));
    assertFalse(
        new Seal(SecretKeys.only("secret"), "cookies").matches("payload", seal.sign("payload")));
  }

  @Test
  void signedKey_isValidUntilItsExpiry() {
    SignedKeys keys = new SignedKeys(SecretKeys.only("secret"), "email-confirmation");
    String key = keys.issue("7:ada@example.org", NOW.plusSeconds(60));
    assertTrue(key.matches("[A-Za-z0-9._-]+[a-z0-9]"));
    assertEquals(Optional.of("7:ada@example.org"), keys.read(key, NOW));
    assertEquals(Optional.of("7:ada@example.org"), keys.read(key, NOW.plusSeconds(59)));
    assertEquals(Optional.empty(), keys.read(key, NOW.plusSeconds(60)));
    assertEquals(Optional.of(""), keys.read(keys.issue("", NOW.plusSeconds(1)), NOW));
  }

  @Test
  void signedKey_alteredOrForeign_isInvalid() {
    SignedKeys keys = new SignedKeys(SecretKeys.only("secret"), "email-confirmation");
    String key = keys.issue("7", NOW.plusSeconds(60));
    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'a' ? 'b' : 'a';
      assertEquals(
          Optional.empty(), keys.read(key.substring(0, i) + other + key.substring(i + 1), NOW));
    }
    assertEquals(
        Optional.empty(),
        new SignedKeys(SecretKeys.only("secret"), "password-reset").read(key, NOW));
    assertEquals(
        Optional.empty(),
        new SignedKeys(SecretKeys.only("another"), "email-confirmation").read(key, NOW));
    assertEquals(Optional.empty(), keys.read(null, NOW));
    assertEquals(Optional.empty(), keys.read(key + "z", NOW));
    assertEquals(Optional.empty(), keys.read("x".repeat(10_000), NOW));
  }

  @Test
  void digest_isSha256InHexadecimal() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        TokenDigest.sha256("abc"));
  }

  @Test
  void sessionTokens_areRandom() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String token = RandomText.sessionToken();
      assertTrue(token.matches("[a-z0-9]{32}"));
      assertTrue(tokens.add(token));
    }
  }

  @Test
  void code_isShownInItsFormat() {
    for (int i = 0; i < 200; i++) {
      assertTrue(new UserCode(6, false, false).generate().matches("[B-Z2-9&&[^EILOU]]{6}"));
      assertTrue(new UserCode(6, false, true).generate().matches("[A-Z0-9]{3}-[A-Z0-9]{3}"));
      assertTrue(new UserCode(9, true, true).generate().matches("[0-9]{4}-[0-9]{5}"));
      assertTrue(new UserCode(8, true, false).generate().matches("[0-9]{8}"));
    }
    for (int length : List.of(3, 17)) {
      assertThrows(IllegalArgumentException.class, () -> new UserCode(length, false, false));
    }
    assertThrows(IllegalArgumentException.class, () -> new UserCode(5, false, true));
  }

  @Test
  void code_typedWithOtherCaseSpacesOrDashes_matches() {
    assertEquals("BCD234", UserCode.normalise(" bcd–2 3\u00a04\n"));
    assertEquals("BCD234", UserCode.normalise("BCD-234"));
    assertEquals("", UserCode.normalise(" - "));
  }

  @Test
  void algorithm_isFoundByItsExactName() {
    assertEquals(Optional.of(SigningAlgorithm.EDDSA), SigningAlgorithm.parse("EdDSA"));
    for (String name : new String[] {"none", "rs256", "EDDSA", "", null}) {
      assertEquals(Optional.empty(), SigningAlgorithm.parse(name));
    }
    assertEquals(
        "RS256, RS384, RS512, PS256, ES256, ES384, EdDSA, HS256, HS512", SigningAlgorithm.names());
  }
}
