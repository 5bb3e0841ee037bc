package dev.latchkey.browser;

import dev.latchkey.Shared;
import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.crypto.secrets.Seal;
import dev.latchkey.keys.ServerSecrets;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * CSRF tokens as a signed double submit (OWASP, "Cross-Site Request Forgery Prevention"): a random
 * text and its signature together with the browser's session. So a token is valid only with the
 * session that it was made for, and an attacker who plants a cookie gains nothing.
 */
@Shared
public class CsrfTokens {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int RANDOM = 22;
  private static final int LENGTH = RANDOM + 43;

  private final ServerSecrets secrets;
  private volatile @Nullable Seal seal;

  @Inject
  public CsrfTokens(ServerSecrets secrets) {
    this.secrets = secrets;
  }

  /**
   * A new token.
   *
   * @param session the value of the session cookie; empty without one
   */
  String issue(String session) {
    String random = RandomBytes.text(ALPHABET, RANDOM);
    return random + seal().sign(random + session);
  }

  /** Whether a token was issued for this session, here or on another node. */
  boolean isFor(String session, String token) {
    return token.length() == LENGTH
        && isPlain(token)
        && seal().matches(token.substring(0, RANDOM) + session, token.substring(RANDOM));
  }

  /**
   * The same token as another text each time, for pages: an attacker who sees the length of
   * compressed pages learns nothing of it (BREACH).
   */
  String masked(String token) {
    String mask = RandomBytes.text(ALPHABET, token.length());
    StringBuilder masked = new StringBuilder(mask);
    for (int i = 0; i < token.length(); i++) {
      masked.append(shifted(token.charAt(i), index(mask.charAt(i))));
    }
    return masked.toString();
  }

  /** Whether a submitted text is this token, masked or not; compares in constant time. */
  boolean isSame(String token, String submitted) {
    String plain =
        submitted.length() == 2 * LENGTH && isPlain(submitted) ? unmasked(submitted) : submitted;
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String unmasked(String masked) {
    StringBuilder plain = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      plain.append(shifted(masked.charAt(LENGTH + i), -index(masked.charAt(i))));
    }
    return plain.toString();
  }

  private static char shifted(char c, int by) {
    return ALPHABET.charAt(Math.floorMod(index(c) + by, ALPHABET.length()));
  }

  private static int index(char c) {
    return ALPHABET.indexOf(c);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> index((char) c) >= 0);
  }

  private Seal seal() {
    Seal known = seal;
    if (known == null) {
      known = new Seal(secrets.keys(), "csrf-token");
      seal = known;
    }
    return known;
  }
}
