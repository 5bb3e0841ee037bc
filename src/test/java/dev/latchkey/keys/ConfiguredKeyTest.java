package dev.latchkey.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.keys.files.KeyGeneration;
import dev.latchkey.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredKeyTest {

  private static final String SETTING = "HEADLESS_JWT_PRIVATE_KEY_FILE";

  @TempDir Path folder;

  @Test
  void configuredKey_withoutTheSetting_isAbsent() {
    assertEquals(Optional.empty(), ConfiguredKey.read(Settings.of(Map.of())));
  }

  @Test
  void keyFile_namedByTheSetting_isRead() throws IOException {
    SigningKey key = KeyGeneration.generate(SigningAlgorithm.ES256);
    Path file = Files.writeString(folder.resolve("key.pem"), pem(key));
    assertEquals(key.kid(), ConfiguredKey.read(settings(file.toString())).orElseThrow().kid());
  }

  @Test
  void key_givenInsteadOfAFile_isNotShown() {
    String pem = pem(KeyGeneration.generate(SigningAlgorithm.ES256));
    UnusableKey rejection =
        assertThrows(UnusableKey.class, () -> ConfiguredKey.read(settings(pem)));
    assertTrue(rejection.getMessage().startsWith(SETTING), rejection.getMessage());
    assertFalse(rejection.getMessage().contains("PRIVATE KEY-----"), "shows the key");
  }

  @Test
  void previousKeys_areDistinguishedByName() {
    VerificationKey one = KeyGeneration.generate(SigningAlgorithm.ES256).verificationKey();
    VerificationKey other = KeyGeneration.generate(SigningAlgorithm.ES256).verificationKey();
    VerificationKey strong = KeyGeneration.generate(SigningAlgorithm.ES384).verificationKey();
    assertEquals(2, previous(one, other).size());
    assertEquals(2, previous(one, one).size());
    assertEquals(2, previous(one.named("a"), strong.named("a")).size());
    UnusableKey rejection =
        assertThrows(UnusableKey.class, () -> previous(one.named("a"), other.named("a")));
    assertEquals(
        "HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS holds two different keys with the same algorithm and kid.",
        rejection.getMessage());
  }

  private static List<VerificationKey> previous(VerificationKey... keys) {
    String jwks =
        Stream.of(keys)
            .map(key -> key.publicJwk().orElseThrow().toString())
            .collect(Collectors.joining(","));
    return ConfiguredKey.previous(Settings.of(Map.of("HEADLESS_JWT_PREVIOUS_PUBLIC_KEYS", jwks)));
  }

  private static Settings settings(String file) {
    return Settings.of(Map.of("HEADLESS_JWT_ALGORITHM", "ES256", SETTING, file));
  }

  private static String pem(SigningKey key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key.toPkcs8());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }
}
