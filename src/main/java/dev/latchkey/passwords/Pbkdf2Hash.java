package dev.latchkey.passwords;

import static java.lang.Integer.parseInt;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Django's {@code pbkdf2_sha256$iterations$salt$base64}, with the salt used as text; or the same
 * with {@code sha1}.
 */
record Pbkdf2Hash(String algorithm, int iterations, String salt, byte[] derived)
    implements StoredHash {

  private static final Pattern FORM =
      Pattern.compile(
          "pbkdf2_(?<digest>sha256|sha1)\\$(?<iterations>\\d{1,9})\\$(?<salt>[^$]+)\\$(?<derived>[A-Za-z0-9+/]+=*)");
  private static final int MAX_ITERATIONS = 5_000_000;

  static Optional<Pbkdf2Hash> parse(String stored) {
    Matcher form = FORM.matcher(stored);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean sha1 = form.group("digest").equals("sha1");
    int iterations = parseInt(form.group("iterations"));
    try {
      byte[] derived = Base64.getDecoder().decode(form.group("derived"));
      String algorithm = sha1 ? "PBKDF2WithHmacSHA1" : "PBKDF2WithHmacSHA256";
      return Optional.of(new Pbkdf2Hash(algorithm, iterations, form.group("salt"), derived))
          .filter(
              hash ->
                  iterations >= 1
                      && iterations <= MAX_ITERATIONS
                      && derived.length == (sha1 ? 20 : 32));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public boolean matches(String password) {
    PBEKeySpec spec =
        new PBEKeySpec(
            password.toCharArray(), salt.getBytes(UTF_8), iterations, derived.length * 8);
    try {
      return MessageDigest.isEqual(
          derived, SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public int memory() {
    return 1;
  }

  @Override
  public String toString() {
    return "Pbkdf2Hash[" + algorithm + ", iterations=" + iterations + "]";
  }
}
