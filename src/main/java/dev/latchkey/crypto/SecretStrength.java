package dev.latchkey.crypto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule for secrets that administrators choose and servers share: long enough, and not what an
 * attacker tries first. It detects placeholders and common patterns, not whether a text is random.
 */
public enum SecretStrength {
  /** A key or password of a server or client: at least 32 characters. */
  KEY(32),
  /** A bearer token for one address: at least 16 characters. */
  TOKEN(16);

  /** The setting that disables the rule. */
  public static final String ALLOW_WEAK = "LATCHKEY_ALLOW_WEAK_SECRETS";

  private static final String PUBLISHED_PREFIX = "django-insecure-";

  /** The words of placeholders; the longest first, so that no word hides a longer one. */
  private static final List<String> PLACEHOLDERS =
      Stream.of(
              "admin",
              "and",
              "change",
              "changed",
              "changeit",
              "changeme",
              "client",
              "default",
              "demo",
              "dev",
              "development",
              "django",
              "dummy",
              "example",
              "fixme",
              "foobar",
              "for",
              "here",
              "insecure",
              "insert",
              "invalid",
              "key",
              "latchkey",
              "letmein",
              "local",
              "long",
              "min",
              "must",
              "not",
              "passphrase",
              "passwd",
              "password",
              "please",
              "placeholder",
              "prod",
              "production",
              "random",
              "replace",
              "sample",
              "secret",
              "set",
              "some",
              "string",
              "test",
              "testing",
              "the",
              "this",
              "todo",
              "token",
              "unsafe",
              "use",
              "value",
              "very",
              "webhook",
              "welcome",
              "with",
              "your")
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private static final List<String> KEYBOARD =
      List.of("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop");

  /** Four in a row happen by chance in random digits; five hardly do. */
  private static final int SHORTEST_SEQUENCE = 5;

  private final int minLength;

  SecretStrength(int minLength) {
    this.minLength = minLength;
  }

  /** The fewest characters (Unicode code points) of such a secret. */
  public int minLength() {
    return minLength;
  }

  /** The requirements in words, for messages and documentation. */
  public String allowed() {
    return "at least "
        + minLength
        + " characters, no placeholder such as `changeme`, no repeated pattern, no sequence such as `12345678`";
  }

  /**
   * The weakness of a text, as the end of a sentence that begins with the setting's name; empty if
   * the text is strong enough. Never contains any part of the text.
   */
  public Optional<String> weakness(String secret) {
    String text = secret.strip().toLowerCase(Locale.ROOT);
    int length = secret.strip().codePointCount(0, secret.strip().length());
    if (length < minLength) {
      return Optional.of("has fewer than " + minLength + " characters");
    }
    if (text.startsWith(PUBLISHED_PREFIX)) {
      return Optional.of("begins as generated development keys do");
    }
    if (period(text) < minLength && period(text) * 2 <= text.length()) {
      return Optional.of("repeats a short pattern");
    }
    if (text.codePoints().distinct().count() <= minLength / 8) {
      return Optional.of("has too few different characters");
    }
    boolean[] words = words(text);
    if (isAllWords(text, words)) {
      return Optional.of("is a placeholder");
    }
    boolean[] trivial = sequences(text);
    for (int i = 0; i < trivial.length; i++) {
      trivial[i] |= words[i];
    }
    return 2 * count(trivial) >= trivial.length
        ? Optional.of("consists mostly of placeholders and sequences")
        : Optional.empty();
  }

  /**
   * The full message about a setting; empty if the secret is strong enough.
   *
   * @param setting the setting's name
   */
  public Optional<String> complaint(String setting, String secret) {
    return weakness(secret)
        .map(
            weakness ->
                setting
                    + " "
                    + weakness
                    + "; allowed: "
                    + allowed()
                    + ". To evaluate Latchkey with weak secrets, set "
                    + ALLOW_WEAK
                    + "=true");
  }

  /**
   * The length of the shortest pattern that the text repeats; the last repetition may be
   * incomplete.
   */
  private static int period(String text) {
    int[] border = new int[text.length()];
    for (int i = 1, k = 0; i < text.length(); i++) {
      while (k > 0 && text.charAt(i) != text.charAt(k)) {
        k = border[k - 1];
      }
      if (text.charAt(i) == text.charAt(k)) {
        k++;
      }
      border[i] = k;
    }
    return text.isEmpty() ? 0 : text.length() - border[text.length() - 1];
  }

  /** Which characters belong to placeholder words. */
  private static boolean[] words(String text) {
    boolean[] covered = new boolean[text.length()];
    for (int i = 0; i < text.length(); ) {
      int at = i;
      int length =
          PLACEHOLDERS.stream()
              .filter(word -> text.startsWith(word, at))
              .mapToInt(String::length)
              .findFirst()
              .orElse(0);
      Arrays.fill(covered, at, at + length, true);
      i += Math.max(1, length);
    }
    return covered;
  }

  /** Whether there are words, and apart from them only digits, spaces and punctuation. */
  private static boolean isAllWords(String text, boolean[] words) {
    for (int i = 0; i < words.length; i++) {
      if (!words[i] && Character.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return count(words) > 0;
  }

  /**
   * Which characters belong to runs that ascend, descend, follow the keyboard, or repeat one
   * character.
   */
  private static boolean[] sequences(String text) {
    boolean[] covered = new boolean[text.length()];
    for (int start = 0; start < text.length(); ) {
      int end = start + 1;
      int step = end < text.length() ? step(text, start) : Integer.MAX_VALUE;
      while (step != Integer.MAX_VALUE && end < text.length() && step(text, end - 1) == step) {
        end++;
      }
      if (end - start >= SHORTEST_SEQUENCE) {
        Arrays.fill(covered, start, end, true);
      }
      start = Math.max(start + 1, end - 1);
    }
    return covered;
  }

  /** The step from this character to the next; {@code MAX_VALUE} if they form no run. */
  private static int step(String text, int at) {
    char one = text.charAt(at);
    char next = text.charAt(at + 1);
    if (one == '9' && next == '0' || one == '0' && next == '9') {
      return one == '9' ? 1 : -1;
    }
    if (Math.abs(next - one) <= 1) {
      return next - one;
    }
    return KEYBOARD.stream().anyMatch(row -> row.contains("" + one + next)) ? 2 : Integer.MAX_VALUE;
  }

  private static int count(boolean[] covered) {
    int count = 0;
    for (boolean c : covered) {
      count += c ? 1 : 0;
    }
    return count;
  }
}
