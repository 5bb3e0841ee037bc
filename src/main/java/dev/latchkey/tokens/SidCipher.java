package dev.latchkey.tokens;

import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.crypto.secrets.SecretKeys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides session tokens in the claim {@code sid}: AES-256-CTR under SHA-256 of the current secret
 * key, preceded by a fresh IV of 16 bytes, in standard Base64 with padding. It does not
 * authenticate them; the token's signature does. Safe for all threads.
 */
public final class SidCipher {

  private static final int IV_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final String TRANSFORMATION = "AES/CTR/NoPadding";

  /** Looked up once: a lookup by name alone searches all providers. */
  private static final Provider PROVIDER = provider();

  private final List<SecretKeySpec> keys;

  /** Uses the UTF-8 bytes of the secret keys. */
  public SidCipher(SecretKeys secretKeys) {
    this.keys =
        secretKeys.all().stream()
            .map(key -> new SecretKeySpec(TokenDigest.digest(key), "AES"))
            .toList();
  }

  /** The session token, encrypted differently every time. */
  public String encrypt(String sessionToken) {
    byte[] plain = sessionToken.getBytes(StandardCharsets.UTF_8);
    byte[] iv = RandomBytes.next(IV_BYTES);
    byte[] sid = Arrays.copyOf(iv, IV_BYTES + plain.length);
    byte[] encrypted = apply(Cipher.ENCRYPT_MODE, keys.get(0), iv, plain);
    System.arraycopy(encrypted, 0, sid, IV_BYTES, encrypted.length);
    return Base64.getEncoder().encodeToString(sid);
  }

  /**
   * The decrypted text, under the first secret key with which it has the expected form; empty if
   * there is none. Without authentication, only the form identifies the key.
   *
   * @param form the form of session tokens, which random bytes do not have
   */
  public Optional<String> decrypt(String sid, Predicate<String> form) {
    for (SecretKeySpec key : keys) {
      Optional<String> text = decrypt(sid, key).filter(form);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decrypt(String sid, SecretKeySpec key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sid);
      if (bytes.length <= IV_BYTES) {
        return Optional.empty();
      }
      byte[] plain =
          apply(
              Cipher.DECRYPT_MODE,
              key,
              Arrays.copyOf(bytes, IV_BYTES),
              Arrays.copyOfRange(bytes, IV_BYTES, bytes.length));
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Provider provider() {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init( // only now is it known who accepts such keys
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(new byte[KEY_BYTES], "AES"),
          new IvParameterSpec(new byte[IV_BYTES]));
      return cipher.getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks AES in counter mode", e);
    }
  }

  private static byte[] apply(int mode, SecretKeySpec key, byte[] iv, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
      cipher.init(mode, key, new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode failed", e);
    }
  }
}
