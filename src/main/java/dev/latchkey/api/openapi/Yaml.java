package dev.latchkey.api.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON as YAML 1.2 in block style, so that YAML 1.1 reads the same: every text is quoted,
 * except for names that neither version takes for anything else.
 */
final class Yaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z$/][A-Za-z0-9$/_.-]*");
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  /** The text, ending with a line break. */
  static String of(JsonValue value) {
    Yaml yaml = new Yaml();
    yaml.node(value, 0, false);
    return yaml.out.toString().stripLeading();
  }

  /** Writes a value behind what introduces it: a name's colon, an item's dash, or nothing. */
  private void node(JsonValue value, int indent, boolean inItem) {
    if (value instanceof JsonObject object && !object.isEmpty()) {
      object(object, indent, inItem);
    } else if (value instanceof JsonArray array && !array.isEmpty()) {
      array(array, indent, inItem);
    } else {
      out.append(' ')
          .append(value instanceof JsonString string ? quoted(string.getString()) : value)
          .append('\n');
    }
  }

  private void object(JsonObject object, int indent, boolean inItem) {
    boolean besideDash = inItem;
    for (var member : object.entrySet()) {
      start(indent, besideDash);
      besideDash = false;
      out.append(name(member.getKey())).append(':');
      node(member.getValue(), indent + 1, false);
    }
  }

  private void array(JsonArray array, int indent, boolean inItem) {
    boolean besideDash = inItem;
    for (JsonValue item : array) {
      start(indent, besideDash);
      besideDash = false;
      out.append('-');
      node(item, indent + 1, true);
    }
  }

  /**
   * Begins an entry: the first one of an item on the line of its dash, all others on a line of
   * their own.
   */
  private void start(int indent, boolean besideDash) {
    if (besideDash) {
      out.append(' ');
    } else {
      if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
        out.append('\n');
      }
      out.append("  ".repeat(indent));
    }
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT))
        ? name
        : quoted(name);
  }

  /**
   * In double quotes, with escapes for all that YAML does not count as printable or takes for a
   * line break.
   */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> appendTo(quoted, c));
    return quoted.append('"').toString();
  }

  private static void appendTo(StringBuilder quoted, int c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append((char) c);
    } else if (c >= ' ' && c < 0x7f || c >= 0xa0 && c < 0x2028 || c > 0x2029 && c < 0xd800) {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
    }
  }
}
