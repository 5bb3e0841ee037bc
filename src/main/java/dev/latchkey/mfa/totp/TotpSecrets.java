package dev.latchkey.mfa.totp;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.keys.ServerSecrets;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Generates TOTP secrets, and seals them together with the account that they belong to. */
@Shared
public class TotpSecrets {

  /** As long as the hash (RFC 4226 §4, R6). */
  private static final int BYTES = 20;

  private final ServerSecrets secrets;

  @Inject
  public TotpSecrets(ServerSecrets secrets) {
    this.secrets = secrets;
  }

  byte[] generate() {
    return RandomBytes.next(BYTES);
  }

  String seal(long account, byte[] secret) {
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + secret.length).putLong(account).put(secret).array();
    return Base64Url.encode(box().seal(plain));
  }

  /** The secret; empty if it was sealed for another account or under another secret key. */
  Optional<byte[]> open(long account, String sealed) {
    return Base64Url.decode(sealed)
        .flatMap(box()::open)
        .filter(plain -> ByteBuffer.wrap(plain).getLong() == account)
        .map(plain -> Arrays.copyOfRange(plain, Long.BYTES, plain.length));
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
