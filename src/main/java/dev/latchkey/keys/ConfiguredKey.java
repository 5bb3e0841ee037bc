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

/**
 * The keys that an administrator has set: one to sign with, in one of two settings, and those
 * before it.
 */
public final class ConfiguredKey {

  private ConfiguredKey() {}

  /**
   * Reads the key.
   *
   * @return empty when none is set
   * @throws UnusableKey when one is set that cannot sign with the configured algorithm
   */
  public static Optional<SigningKey> read(Settings settings) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.parse(settings.get(JwtSettings.ALGORITHM)).orElseThrow();
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
   * @throws UnusableKey when one of them is no public key that may verify, or has the name of
   *     another
   */
  public static List<VerificationKey> previous(Settings settings) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.parse(settings.get(JwtSettings.ALGORITHM)).orElseThrow();
    String setting = JwtSettings.PREVIOUS_PUBLIC_KEYS.environmentName();
    List<VerificationKey> keys =
        settings.get(JwtSettings.PREVIOUS_PUBLIC_KEYS).stream()
            .flatMap(text -> PublicKeys.read(text, algorithm, setting).stream())
            .toList();
    checkNames(keys, setting);
    return keys;
  }

  /** One key may be there twice, but not two that a token cannot tell apart (RFC 7517 §4.5). */
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
      // The name is not repeated: somebody may have put the key itself there.
      throw new UnusableKey(
          JwtSettings.PRIVATE_KEY_FILE.environmentName(), "names a file that cannot be read");
    }
  }
}
