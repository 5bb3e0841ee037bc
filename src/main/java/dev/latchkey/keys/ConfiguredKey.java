package dev.latchkey.keys;

import dev.latchkey.crypto.SecretStrength;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import dev.latchkey.jose.keyfiles.PublicKeys;
import dev.latchkey.keys.files.PrivateKeys;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configured keys: one signing key, in one of two settings, and the previous ones. */
public final class ConfiguredKey {

  private ConfiguredKey() {}

  /**
   * Reads the key.
   *
   * @return empty if none is configured
   * @throws UnusableKey if the key cannot sign with the configured algorithm
   */
  public static Optional<SigningKey> read(Settings settings) {
    SigningAlgorithm algorithm = settings.get(JwtSettings.ALGORITHM);
    Optional<Secret> text = settings.get(JwtSettings.PRIVATE_KEY);
    Optional<Path> file = settings.get(JwtSettings.PRIVATE_KEY_FILE);
    if (text.isPresent()) {
      return Optional.of(
          PrivateKeys.read(
              text.get().reveal(), algorithm, JwtSettings.PRIVATE_KEY.environmentName()));
    }
    return file.map(path -> fromFile(content(path), algorithm, settings));
  }

  private static SigningKey fromFile(String text, SigningAlgorithm algorithm, Settings settings) {
    String setting = JwtSettings.PRIVATE_KEY_FILE.environmentName();
    if (!algorithm.kind().isAsymmetric() && !settings.get(ServerSettings.ALLOW_WEAK_SECRETS)) {
      SecretStrength.KEY
          .complaint("names a file whose secret", text)
          .ifPresent(
              complaint -> {
                throw new UnusableKey(setting, complaint);
              });
    }
    return PrivateKeys.read(text, algorithm, setting);
  }

  /**
   * Reads the public keys of earlier signing keys.
   *
   * @throws UnusableKey if one of them is not a public key that may verify, or has the same name as
   *     another
   */
  public static List<VerificationKey> previous(Settings settings) {
    SigningAlgorithm algorithm = settings.get(JwtSettings.ALGORITHM);
    String setting = JwtSettings.PREVIOUS_PUBLIC_KEYS.environmentName();
    List<VerificationKey> keys =
        settings.get(JwtSettings.PREVIOUS_PUBLIC_KEYS).stream()
            .flatMap(text -> PublicKeys.read(text, algorithm, setting).stream())
            .toList();
    checkNames(keys, setting);
    return keys;
  }

  /**
   * The same key may be present twice, but two different keys must have different names (RFC 7517
   * §4.5).
   */
  private static void checkNames(List<VerificationKey> keys, String setting) {
    List<JsonObject> different =
        keys.stream().map(key -> key.publicJwk().orElseThrow()).distinct().toList();
    long names =
        different.stream().map(jwk -> List.of(jwk.get("alg"), jwk.get("kid"))).distinct().count();
    if (names < different.size()) {
      throw new UnusableKey(setting, "holds two different keys with the same algorithm and kid");
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // The message does not repeat the name: it may be the key itself, entered by mistake.
      throw new UnusableKey(
          JwtSettings.PRIVATE_KEY_FILE.environmentName(), "names a file that cannot be read");
    }
  }
}
