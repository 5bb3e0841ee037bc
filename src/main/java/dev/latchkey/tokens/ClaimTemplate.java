package dev.latchkey.tokens;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a configured claim, with attribute names in braces: {@code {tenant_id}}. */
record ClaimTemplate(String text) {

  private static final Pattern NAME = Pattern.compile("\\{([^{}\\s]+)}");

  /**
   * Replaces the names by their values.
   *
   * @param attributes returns the value of a name, or null
   * @return empty if one of the names has no value: an incomplete claim would be misleading
   */
  Optional<String> fill(Function<String, String> attributes) {
    StringBuilder filled = new StringBuilder();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      String value = attributes.apply(names.group(1));
      if (value == null) {
        return Optional.empty();
      }
      names.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(names.appendTail(filled).toString());
  }
}
