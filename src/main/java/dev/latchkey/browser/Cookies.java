package dev.latchkey.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Cookie} (RFC 6265 §5.4). Servers differ in what they do with a damaged
 * one, so it is not left to them.
 */
final class Cookies {

  /** The longest value that is looked at, in characters. */
  private static final int LONGEST = 4096;

  private Cookies() {}

  /**
   * The value of a cookie. Another site of the same domain can plant a second cookie of a name, and
   * the order says nothing about which is ours (RFC 6265 §8.6): so of several values none counts.
   *
   * @param lines the values of the header; null for none
   * @param name compared exactly
   */
  static Optional<String> value(@Nullable List<String> lines, String name) {
    List<String> values = values(lines, name);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Whether there is at least one cookie of this name, with any value. */
  static boolean has(@Nullable List<String> lines, String name) {
    return !values(lines, name).isEmpty();
  }

  /** The different values of all cookies of this name. */
  private static List<String> values(@Nullable List<String> lines, String name) {
    List<String> values = new ArrayList<>(1);
    for (String line : lines == null ? List.<String>of() : lines) {
      int start = 0;
      while (start < line.length()) {
        int end = line.indexOf(';', start);
        end = end < 0 ? line.length() : end;
        String value = value(line.substring(start, end).strip(), name);
        if (value != null && !values.contains(value)) {
          values.add(value);
        }
        start = end + 1;
      }
    }
    return values;
  }

  /** The value of the pair, without quotes; null if it has another name. */
  private static @Nullable String value(String pair, String name) {
    if (!pair.startsWith(name) || pair.length() == name.length()) {
      return null;
    }
    String rest = pair.substring(name.length()).stripLeading();
    if (!rest.startsWith("=")) {
      return null;
    }
    String value = rest.substring(1).strip();
    if (value.length() > LONGEST) {
      return "";
    }
    boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
