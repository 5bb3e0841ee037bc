package dev.latchkey.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Paragraphs with placeholders, such as <code>{link}</code>, as text and as HTML.
 *
 * <p>A paragraph is omitted if one of its values is missing. Values are inserted once and
 * unchanged: a placeholder in a value is not replaced, and a value never spans lines.
 */
final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
  private static final Map<Character, String> ESCAPES =
      Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");
  private static final String CODE_STYLE =
      "font-family: monospace; font-size: 28px; letter-spacing: 2px";

  private final List<String> paragraphs;

  /** From paragraphs separated by an empty line. */
  Template(String source) {
    this.paragraphs = List.of(source.split("\n\n"));
  }

  /** Plain text, lines ending in {@code \n}. */
  String text(Map<String, String> values) {
    return complete(values).stream()
        .map(paragraph -> filled(paragraph, values, UnaryOperator.identity()))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /**
   * The paragraphs in HTML; a link alone on its line becomes a hyperlink, a code is highlighted.
   */
  String html(Map<String, String> values) {
    return complete(values).stream()
        .map(paragraph -> Arrays.stream(paragraph.split("\n")).map(line -> htmlLine(line, values)))
        .map(lines -> lines.collect(Collectors.joining("<br>\n", "<p>", "</p>")))
        .collect(Collectors.joining("\n"));
  }

  /** The text escaped for HTML content and attributes. */
  static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> ESCAPES.getOrDefault((char) c, String.valueOf((char) c)))
        .collect(Collectors.joining());
  }

  private List<String> complete(Map<String, String> values) {
    return paragraphs.stream()
        .filter(
            p -> PLACE.matcher(p).results().allMatch(place -> values.containsKey(place.group(1))))
        .toList();
  }

  private static String htmlLine(String line, Map<String, String> values) {
    String filled = filled(escaped(line), values, Template::escaped);
    return switch (line) {
      case "{link}" -> "<a href=\"" + filled + "\">" + filled + "</a>";
      case "{code}" -> "<strong style=\"" + CODE_STYLE + "\">" + filled + "</strong>";
      default -> filled;
    };
  }

  private static String filled(
      String text, Map<String, String> values, UnaryOperator<String> form) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    form.apply(oneLine(Objects.requireNonNull(values.get(place.group(1)))))));
  }

  private static String oneLine(String value) {
    return BREAKS.matcher(value).replaceAll(" ");
  }
}
