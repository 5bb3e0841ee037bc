package dev.latchkey.passwords;

import static java.lang.Integer.parseInt;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Django's {@code scrypt$N$salt$r$p$base64} (RFC 7914), with the salt used as text.
 *
 * @param cost N, a power of two
 * @param blockSize r
 * @param parallelism p
 */
record ScryptHash(int cost, int blockSize, int parallelism, String salt, byte[] derived)
    implements StoredHash {

  private static final Pattern FORM =
      Pattern.compile(
          "scrypt\\$(?<cost>\\d{1,8})\\$(?<salt>[^$]+)\\$(?<blockSize>\\d{1,3})"
              + "\\$(?<parallelism>\\d{1,3})\\$(?<derived>[A-Za-z0-9+/]+=*)");
  private static final int LENGTH = 64;
  private static final int MAX_MEMORY_KIB = 128 * 1024;

  /** About thirteen times what Django's own hashes take. */
  private static final long MAX_WORK = 1L << 23;

  static Optional<ScryptHash> parse(String stored) {
    Matcher form = FORM.matcher(stored);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              new ScryptHash(
                  parseInt(form.group("cost")),
                  parseInt(form.group("blockSize")),
                  parseInt(form.group("parallelism")),
                  form.group("salt"),
                  Base64.getDecoder().decode(form.group("derived"))))
          .filter(ScryptHash::isAcceptable);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private boolean isAcceptable() {
    return cost >= 2
        && Integer.bitCount(cost) == 1
        && blockSize >= 1
        && parallelism >= 1
        && (long) cost * blockSize / 8 <= MAX_MEMORY_KIB
        && (long) cost * blockSize * parallelism <= MAX_WORK
        && derived.length == LENGTH;
  }

  @Override
  public boolean matches(String password) {
    byte[] computed =
        SCrypt.generate(
            password.getBytes(UTF_8), salt.getBytes(UTF_8), cost, blockSize, parallelism, LENGTH);
    return MessageDigest.isEqual(derived, computed);
  }

  /** 128 bytes for each of N blocks of size r. */
  @Override
  public int memory() {
    return Math.max(1, cost * blockSize / 8);
  }

  @Override
  public String toString() {
    return "ScryptHash[N=" + cost + ", r=" + blockSize + ", p=" + parallelism + "]";
  }
}
