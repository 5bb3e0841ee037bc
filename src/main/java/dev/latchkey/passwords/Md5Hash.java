package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Django's {@code md5$salt$hexadecimal}, the digest of salt and password. It protects nothing by
 * itself; the first login replaces it.
 */
record Md5Hash(String salt, byte[] digest) implements StoredHash {

  private static final Pattern FORM =
      Pattern.compile("md5\\$(?<salt>[^$]+)\\$(?<digest>[0-9a-f]{32})");

  static Optional<Md5Hash> parse(String stored) {
    Matcher form = FORM.matcher(stored);
    return form.matches()
        ? Optional.of(
            new Md5Hash(form.group("salt"), HexFormat.of().parseHex(form.group("digest"))))
        : Optional.empty();
  }

  @Override
  public boolean matches(String password) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return MessageDigest.isEqual(digest, md5.digest((salt + password).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no MD5", e);
    }
  }

  @Override
  public int memory() {
    return 1;
  }

  @Override
  public String toString() {
    return "Md5Hash[]";
  }
}
