package dev.latchkey.passwords;

import static java.lang.Integer.parseInt;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Django's {@code bcrypt_sha256$$2b$12$…}, bcrypt of the lower-case hexadecimal SHA-256 of the
 * password, so that bcrypt's limit of 72 bytes does not truncate it; or {@code bcrypt$$2b$12$…}, of
 * the password itself.
 *
 * @param salt 22 characters of bcrypt's own base 64
 * @param digest the 31 characters after it
 */
record BcryptHash(boolean digested, int cost, String salt, String digest) implements StoredHash {

  private static final Pattern FORM =
      Pattern.compile(
          "bcrypt(?<digested>_sha256)?\\$\\$2[aby]\\$(?<cost>\\d\\d)\\$"
              + "(?<salt>[./A-Za-z0-9]{22})(?<digest>[./A-Za-z0-9]{31})");
  private static final int MIN_COST = 4;
  private static final int MAX_COST = 15;

  static Optional<BcryptHash> parse(String stored) {
    Matcher form = FORM.matcher(stored);
    if (!form.matches()) {
      return Optional.empty();
    }
    int cost = parseInt(form.group("cost"));
    boolean digested = form.group("digested") != null;
    return Optional.of(new BcryptHash(digested, cost, form.group("salt"), form.group("digest")))
        .filter(hash -> cost >= MIN_COST && cost <= MAX_COST);
  }

  /** As variant b: the letters a and y name the same algorithm in Django's hashes. */
  @Override
  public boolean matches(String password) {
    byte[] input = password.getBytes(UTF_8);
    String hash = String.format(Locale.ROOT, "$2b$%02d$%s%s", cost, salt, digest);
    return OpenBSDBCrypt.checkPassword(hash, digested ? hexadecimalSha256(input) : input);
  }

  private static byte[] hexadecimalSha256(byte[] input) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(input);
      return HexFormat.of().formatHex(sha256).getBytes(US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  @Override
  public int memory() {
    return 4;
  }

  @Override
  public String toString() {
    return "BcryptHash[cost=" + cost + "]";
  }
}
