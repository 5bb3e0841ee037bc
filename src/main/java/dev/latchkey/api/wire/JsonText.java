package dev.latchkey.api.wire;

/**
 * JSON that is written straight as text, without a tree in between.
 *
 * <p>It may hold tokens: {@code toString} shows nothing, {@link #json()} everything.
 */
public sealed interface JsonText permits ObjectText, ArrayText {

  /** The text, complete. */
  String json();

  /**
   * Appends a string with its quotes, escaped (RFC 8259 §7); null becomes the literal {@code null}.
   */
  static void appendString(StringBuilder out, String value) {
    if (value == null) {
      out.append("null");
      return;
    }
    out.append('"');
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(value, written, i);
      appendEscape(out, c);
      written = i + 1;
    }
    out.append(value, written, value.length()).append('"');
  }

  private static void appendEscape(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
  }
}
