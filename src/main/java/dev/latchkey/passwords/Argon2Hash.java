package dev.latchkey.passwords;

import static java.lang.Integer.parseInt;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $argon2id$v=19$m=…,t=…,p=…$salt$tag}, or the same after {@code argon2}, as Django stores
 * it.
 */
record Argon2Hash(Argon2Parameters parameters, byte[] salt, byte[] tag, boolean foreign)
    implements StoredHash {

  static final int SALT_LENGTH = 16;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<django>argon2)?\\$argon2(?<variant>id|i|d)(\\$v=(?<version>\\d{1,3}))?"
              + "\\$m=(?<memory>\\d{1,9}),t=(?<passes>\\d{1,9}),p=(?<lanes>\\d{1,9})"
              + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<tag>[A-Za-z0-9+/]+)");
  private static final String VERSION_BEFORE_IT_WAS_WRITTEN = "16";

  static Argon2Hash of(String password, byte[] salt) {
    return new Argon2Hash(
        Argon2Parameters.CURRENT, salt, Argon2Parameters.CURRENT.tag(password, salt), false);
  }

  static Optional<Argon2Hash> parse(@Nullable String stored) {
    if (stored == null || stored.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(stored);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      byte[] salt = Base64.getDecoder().decode(form.group("salt"));
      byte[] tag = Base64.getDecoder().decode(form.group("tag"));
      Argon2Parameters parameters = parameters(form, tag.length);
      return Optional.of(new Argon2Hash(parameters, salt, tag, form.group("django") != null))
          .filter(hash -> parameters.isAcceptable() && salt.length >= 8);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Argon2Parameters parameters(Matcher form, int tagLength) {
    String version = form.group("version");
    return new Argon2Parameters(
        Argon2Parameters.Variant.of(form.group("variant")),
        parseInt(version == null ? VERSION_BEFORE_IT_WAS_WRITTEN : version),
        parseInt(form.group("memory")),
        parseInt(form.group("passes")),
        parseInt(form.group("lanes")),
        tagLength);
  }

  boolean isCurrent() {
    return !foreign && salt.length == SALT_LENGTH && parameters.equals(Argon2Parameters.CURRENT);
  }

  String encoded() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2"
        + parameters.variant().text()
        + "$v="
        + parameters.version()
        + "$m="
        + parameters.memory()
        + ",t="
        + parameters.passes()
        + ",p="
        + parameters.lanes()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(tag);
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(tag, parameters.tag(password, salt));
  }

  @Override
  public int memory() {
    return parameters.memory();
  }

  @Override
  public String toString() {
    return "Argon2Hash[" + parameters + "]";
  }
}
