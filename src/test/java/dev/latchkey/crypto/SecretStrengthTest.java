package dev.latchkey.crypto;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme",
        "a",
        "0123456789abcdef0123456789abcde",
        "changeme-changeme-changeme-changeme",
        "secret-1234567890123456789012345678",
        "please-change-this-secret-key-to-production-value",
        "0000000-insecure-default-password-20262026",
        "TestTestTestTestTestTestTestTestTest",
        "example example example example example1",
        "django-insecure-7s!x2k^q0v$e9w@r4t&y6u*i8o(p1a)d3f_g5h",
        "a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabbacccabbbacabcabbbacaacbbacaccb",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "98765432109876543210zyxwvutsrqponmlk",
        "qwertyuiopasdfghjklzxcvbnm1234567890",
        "my-secret-key-0123456789abcdefghijkl",
        "                                        ",
        "short                                   "
      })
  void key_placeholderShortOrTrivial_isWeak(String text) {
    Optional<String> weakness = SecretStrength.KEY.weakness(text);
    assertTrue(weakness.isPresent());
    assertFalse(!text.isBlank() && weakness.get().contains(text.strip()) && text.length() > 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9f86d081884c7d659a2feaa0c55ad015",
        "a-secret-key-that-all-nodes-of-the-benchmark-know",
        "correct horse battery staple mountain",
        "40913826470518263940571620394857162093",
        "äöüßéèêëçñøåæœþðđłşğıřžčšýíáúůň→∞",
        "Kq3-vZ8_pL1.xT6~nR4!wB7@hG2#dF9$"
      })
  void key_longAndNoHabit_passes(String text) {
    assertEquals(Optional.empty(), SecretStrength.KEY.weakness(text));
  }

  @Test
  void lengths_areThoseOfTheKind() {
    assertTrue(SecretStrength.KEY.weakness("9f86d081884c7d659a2feaa0c55ad01").isPresent());
    assertTrue(SecretStrength.TOKEN.weakness("9f86d081884c7d6").isPresent());
    assertEquals(Optional.empty(), SecretStrength.TOKEN.weakness("9f86d081884c7d65"));
    assertTrue(SecretStrength.TOKEN.weakness("token-1234567890").isPresent());
    assertTrue(SecretStrength.TOKEN.weakness("ababababababababab").isPresent());
  }

  @Tag("slow")
  @Test
  void randomSecrets_inUsualForms_pass() {
    Random random = new Random(20_000);
    for (int i = 0; i < 20_000; i++) {
      pass(SecretStrength.KEY, HexFormat.of().formatHex(bytes(random, 16)));
      pass(SecretStrength.KEY, Base64.getEncoder().encodeToString(bytes(random, 24)));
      pass(
          SecretStrength.KEY,
          random.ints(40, 0, 10).mapToObj(Integer::toString).collect(joining()));
      pass(SecretStrength.TOKEN, HexFormat.of().formatHex(bytes(random, 8)));
      pass(SecretStrength.TOKEN, Base64Url.encode(bytes(random, 12)));
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void complaint_namesSettingAndWhatIsAllowed_notTheSecret() {
    String complaint = SecretStrength.KEY.complaint("SECRET_KEY", "hush-hush").orElseThrow();
    assertTrue(complaint.startsWith("SECRET_KEY has fewer than 32 characters; allowed: "));
    assertTrue(complaint.contains("LATCHKEY_ALLOW_WEAK_SECRETS=true"));
    assertFalse(complaint.contains("hush"));
  }

  private static void pass(SecretStrength rule, String text) {
    assertEquals(Optional.empty(), rule.weakness(text), text);
  }
}
