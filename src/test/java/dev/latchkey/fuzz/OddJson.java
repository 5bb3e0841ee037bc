package dev.latchkey.fuzz;

import java.util.List;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** JSON values of all types, as text; a few of them are none. */
final class OddJson {

  private static final int LEVELS = 3;

  private static final List<String> LITERALS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "-0",
          "0.5",
          "1e3",
          "1E400",
          "-1e-400",
          "1e999999999",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "{{id}}",
          "{{sid}}",
          "[]",
          "{}",
          "[null]",
          "[\"\"]",
          "[[]]",
          "[{{sid}}]",
          "[{{sid}},{{sid}}]",
          "{\"\":\"\"}",
          "{\"a\":{\"b\":[1]}}",
          "01",
          "+1",
          ".5",
          "NaN",
          "Infinity",
          "undefined",
          "'a'",
          "\"\\x41\"",
          "\"\\u12\"",
          "True",
          "{a:1}",
          "[1,]",
          "// a");

  static final Gen<String> ANY = in -> value(in, LEVELS);

  private OddJson() {}

  private static String value(RandomnessSource in, int levels) {
    int kind = Choice.upTo(in, levels == 0 ? 5 : 9);
    return switch (kind) {
      case 0, 1, 2 -> string(in, OddText.ANY.generate(in));
      case 3, 4 -> Choice.of(in, LITERALS);
      case 5 -> Choice.of(in, List.of("-", "")) + "9".repeat(1 + Choice.upTo(in, 5_000));
      case 6 -> array(in, levels - 1);
      case 7 -> object(in, levels - 1);
      case 8 -> nested(in, Choice.upTo(in, 40) * (Choice.oneIn(in, 5) ? 400 : 1));
      default -> "[" + "1,".repeat(Choice.of(in, List.of(99, 100, 999, 1000, 20_000))) + "1]";
    };
  }

  private static String array(RandomnessSource in, int levels) {
    StringBuilder items = new StringBuilder("[");
    int size = Choice.upTo(in, 5);
    for (int i = 0; i < size; i++) {
      items.append(i == 0 ? "" : ",").append(value(in, levels));
    }
    return items.append(']').toString();
  }

  private static String object(RandomnessSource in, int levels) {
    StringBuilder members = new StringBuilder("{");
    int size = Choice.upTo(in, 5);
    for (int i = 0; i < size; i++) {
      String name = string(in, OddText.ANY.generate(in));
      members.append(i == 0 ? "" : ",").append(name).append(':').append(value(in, levels));
    }
    return members.append('}').toString();
  }

  private static String nested(RandomnessSource in, int levels) {
    return Choice.oneIn(in, 2)
        ? "[".repeat(levels) + "]".repeat(levels)
        : "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  /** A string literal, in which everything is escaped, or only what must be, or not even that. */
  static String string(RandomnessSource in, String text) {
    int escaping = Choice.upTo(in, 9);
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isNamed = c == '{' || c == '}';
      boolean must =
          c == '"' || c == '\\' || c < 0x20 || Character.isSurrogate(c) && !isPaired(text, i);
      if (must && escaping < 9 || escaping == 8 && !isNamed && !text.contains("{{")) {
        literal.append(String.format("\\u%04x", (int) c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('"').toString();
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
