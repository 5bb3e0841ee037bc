package dev.latchkey.keys;

import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Secret;
import dev.latchkey.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The signing key that an administrator has set, in one of the two settings that take one. */
public final class ConfiguredKey {

  private ConfiguredKey() {}

  /**
   * Reads the key.
   *
   * @return empty when none is set
   * @throws UnusableKey when one is set that cannot sign with the configured algorithm
   */
  public static Optional<SigningKey> read(Settings settings) {
    SigningAlgorithm algorithm = SigningAlgorithm.parse(settings.get(JwtSettings.ALGORITHM)).orElseThrow();
    Optional<Secret> text = settings.get(JwtSettings.PRIVATE_KEY);
    Optional<Path> file = settings.get(JwtSettings.PRIVATE_KEY_FILE);
    if (text.isPresent()) {
      return Optional.of(PrivateKeys.read(text.get().reveal(), algorithm, JwtSettings.PRIVATE_KEY.environmentName()));
    }
    return file.map(path -> PrivateKeys.read(content(path), algorithm, JwtSettings.PRIVATE_KEY_FILE.environmentName()));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnusableKey(JwtSettings.PRIVATE_KEY_FILE.environmentName(), "names a file that cannot be read: " + file);
    }
  }
}
