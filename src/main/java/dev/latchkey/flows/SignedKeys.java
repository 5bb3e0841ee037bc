package dev.latchkey.flows;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.crypto.secrets.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys for links in mails: a payload that anyone can read and only this server can sign, valid
 * until its expiry. Keys are not stored, so a single-use key needs a payload that its use makes
 * invalid. Thread-safe.
 */
public final class SignedKeys {

  /** The longest key or code that is checked, in UTF-16 characters. */
  public static final int LONGEST = 4096;

  private static final int MAX_LENGTH = 4096;

  /** Ends with the expiry, which has no punctuation that a mail client could cut off the link. */
  private static final Pattern FORM =
      Pattern.compile("([\\w-]*)\\.([\\w-]{43})\\.([0-9a-z]{1,12})");

  private final Seal seal;

  /**
   * @param secretKeys the server's secret keys; the current one signs
   * @param purpose the purpose of the links; keys of one purpose are invalid for another
   */
  public SignedKeys(SecretKeys secretKeys, String purpose) {
    this.seal = new Seal(secretKeys, "signed-key:" + purpose);
  }

  /** A URL-safe key ({@code payload.mark.expiry}), valid until the expiry, in whole seconds. */
  public String issue(String payload, Instant expires) {
    String encoded = Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
    String expiry = Long.toString(expires.getEpochSecond(), Character.MAX_RADIX);
    return encoded + '.' + seal.sign(encoded + '.' + expiry) + '.' + expiry;
  }

  /** The payload; empty if the key is not ours, was altered, or expired at or before now. */
  public Optional<String> read(@Nullable String key, Instant now) {
    if (key == null || key.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(key);
    if (!parts.matches() || !seal.matches(parts.group(1) + '.' + parts.group(3), parts.group(2))) {
      return Optional.empty();
    }
    if (now.getEpochSecond() >= Long.parseLong(parts.group(3), Character.MAX_RADIX)) {
      return Optional.empty();
    }
    return Base64Url.decode(parts.group(1))
        .map(payload -> new String(payload, StandardCharsets.UTF_8));
  }
}
