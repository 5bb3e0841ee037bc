package dev.latchkey.crypto.secrets;

import dev.latchkey.crypto.Base64Url;
import java.util.Arrays;
import java.util.List;

/**
 * A key of 256 bits for message authentication codes of a single purpose, with a name that may be
 * shown: neither the key nor the secret key follows from it. Immutable.
 */
public final class MacKey {
  private static final int NAME_BYTES = 9;

  private final byte[] bytes;
  private final String name;

  private MacKey(String secretKey, String purpose) {
    this.bytes = DerivedKey.of(secretKey, "mac-key:" + purpose);
    byte[] named = DerivedKey.of(secretKey, "mac-key-name:" + purpose);
    this.name = Base64Url.encode(Arrays.copyOf(named, NAME_BYTES));
  }

  /**
   * The keys for a purpose, the current one first.
   *
   * @param purpose the purpose of the codes; keys and names of other purposes differ
   */
  public static List<MacKey> all(SecretKeys keys, String purpose) {
    return keys.all().stream().map(key -> new MacKey(key, purpose)).toList();
  }

  /** The key itself; a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 12 characters of base64url, the same on every node with the same secret key. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "MacKey[" + name + "]";
  }
}
