package dev.latchkey.crypto.secrets;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts data for storage, and detects alterations: AES-256-GCM under a key for a single purpose.
 * The result is a format byte, a random nonce of 12 bytes, and the ciphertext with its tag of 16.
 * Safe for all threads.
 */
public final class SecretBox {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BITS / 8;

  private final List<SecretKeySpec> keys;

  /**
   * @param secretKeys the server's secret keys
   * @param purpose the purpose of the data; a box for another purpose cannot open it
   */
  public SecretBox(SecretKeys secretKeys, String purpose) {
    this.keys =
        secretKeys.all().stream()
            .map(key -> new SecretKeySpec(DerivedKey.of(key, "secret-box:" + purpose), "AES"))
            .toList();
  }

  /** Encrypts with the current key. */
  public byte[] seal(byte[] plain) {
    byte[] nonce = RandomBytes.next(NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce);
      byte[] sealed = new byte[OVERHEAD_BYTES + plain.length];
      sealed[0] = FORMAT;
      System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks AES-GCM", e);
    }
  }

  /**
   * The decrypted data; empty if it was altered, or sealed for another purpose or under an unknown
   * secret key.
   */
  public Optional<byte[]> open(byte[] sealed) {
    return keys.stream().flatMap(key -> open(sealed, key).stream()).findFirst();
  }

  private static Optional<byte[]> open(byte[] sealed, SecretKeySpec key) {
    if (sealed.length < OVERHEAD_BYTES || sealed[0] != FORMAT) {
      return Optional.empty();
    }
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES));
      return Optional.of(cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Like {@link #seal}, from text to base64url. */
  public String sealText(String plain) {
    return Base64Url.encode(seal(plain.getBytes(StandardCharsets.UTF_8)));
  }

  /** Like {@link #open}, for a result of {@link #sealText}. */
  public Optional<String> openText(String sealed) {
    return Base64Url.decode(sealed)
        .flatMap(this::open)
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  /**
   * The same data, sealed with the current key; empty if it already is, or cannot be opened.
   *
   * @param sealed a result of {@link #seal} in base64url, or of {@link #sealText}
   */
  public Optional<String> sealedAnew(String sealed) {
    Optional<byte[]> bytes = Base64Url.decode(sealed);
    boolean isCurrent = bytes.flatMap(s -> open(s, keys.get(0))).isPresent();
    return isCurrent
        ? Optional.empty()
        : bytes.flatMap(this::open).map(this::seal).map(Base64Url::encode);
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(new byte[] {FORMAT});
    return cipher;
  }
}
