package dev.latchkey.mfa.passkeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** Names for credentials that users do not name: that of the authenticator's model. */
final class PasskeyNames {

  private static final Properties MODELS = read();

  private PasskeyNames() {}

  static String of(UUID aaguid, boolean passkey) {
    return Optional.ofNullable(MODELS.getProperty(aaguid.toString()))
        .orElse(passkey ? "Passkey" : "Security key");
  }

  private static Properties read() {
    Properties models = new Properties();
    try (InputStream file = PasskeyNames.class.getResourceAsStream("models.properties")) {
      models.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return models;
  }
}
