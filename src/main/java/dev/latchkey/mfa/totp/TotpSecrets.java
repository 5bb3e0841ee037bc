package dev.latchkey.mfa.totp;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Generates TOTP secrets, and seals them together with the account that they belong to and with the
 * period and length of their codes: apps keep these, whatever the settings say later.
 */
@Shared
public class TotpSecrets {

  /** As long as the hash (RFC 4226 §4, R6). */
  private static final int BYTES = 20;

  private final ServerSecrets secrets;
  private final Duration period;
  private final int digits;

  @Inject
  public TotpSecrets(ServerSecrets secrets, Settings settings) {
    this.secrets = secrets;
    this.period = settings.get(MfaSettings.TOTP_PERIOD);
    this.digits = settings.get(MfaSettings.TOTP_DIGITS);
  }

  TotpKey generate() {
    return new TotpKey(RandomBytes.next(BYTES), period, digits);
  }

  String seal(long account, TotpKey key) {
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + BYTES + 2 * Integer.BYTES)
            .putLong(account)
            .put(key.secret())
            .putInt((int) key.period().toSeconds())
            .putInt(key.digits())
            .array();
    return Base64Url.encode(box().seal(plain));
  }

  /** The key; empty if it was sealed for another account or under another secret key. */
  Optional<TotpKey> open(long account, String sealed) {
    return Base64Url.decode(sealed)
        .flatMap(box()::open)
        .map(ByteBuffer::wrap)
        .filter(plain -> plain.getLong() == account)
        .map(this::read);
  }

  private TotpKey read(ByteBuffer plain) {
    byte[] secret = new byte[BYTES];
    plain.get(secret);
    return plain.hasRemaining()
        ? new TotpKey(secret, Duration.ofSeconds(plain.getInt()), plain.getInt())
        : new TotpKey(secret, period, digits); // sealed before these were stored
  }

  /**
   * The sealed secret under the current secret key; empty if it already is, or cannot be opened.
   */
  Optional<String> sealedAnew(String sealed) {
    return box().sealedAnew(sealed);
  }

  private SecretBox box() {
    return new SecretBox(secrets.keys(), "totp");
  }
}
