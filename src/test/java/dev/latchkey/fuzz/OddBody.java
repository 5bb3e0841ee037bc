package dev.latchkey.fuzz;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;

/** Bodies and queries for an operation: its fields with good and odd values, whole or damaged. */
final class OddBody {

  /** Names that some operation reads, for those that do not. */
  private static final List<String> NAMES =
      List.of(
          "email",
          "username",
          "password",
          "key",
          "code",
          "phone",
          "refresh_token",
          "sessions",
          "primary",
          "groups",
          "");

  private static final List<Charset> OTHER_CHARSETS =
      List.of(
          StandardCharsets.ISO_8859_1,
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          Charset.forName("UTF-32"));

  /** Bytes that are no UTF-8, one character for each. */
  private static final List<String> NO_UTF_8 =
      List.of(
          "\u00ff",
          "\u0080",
          "\u00c0\u00af",
          "\u00ed\u00a0\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00e2\u0082");

  private static final List<String> DAMAGE =
      List.of("", "\0", "\ufeff", ",", "}", "\"", "\\", "\u2028", "/**/", "\u00e9", "&", "=");

  private static final List<String> BROKEN_ESCAPES =
      List.of("%", "%zz", "%ff", "%00", "%ed%a0%80", "%c0%af", "+", "%2B", "%0d%0a");

  private OddBody() {}

  static Gen<Body> of(Operation operation) {
    return in -> {
      Map<String, String> fields = fields(in, operation);
      String text = operation.input() == Operation.Input.FORM ? form(in, fields) : json(in, fields);
      if (Choice.oneIn(in, 6)) {
        text = damaged(in, text);
      }
      Charset charset = StandardCharsets.UTF_8;
      if (Choice.oneIn(in, 12)) {
        charset = Choice.of(in, OTHER_CHARSETS);
        text += charset == StandardCharsets.ISO_8859_1 ? Choice.of(in, NO_UTF_8) : "";
      }
      return new Body(text, charset, Choice.oneIn(in, 8));
    };
  }

  /** The part of an address behind the question mark, or nothing. */
  static String query(RandomnessSource in, Operation operation) {
    if (operation.input() == Operation.Input.QUERY ? Choice.oneIn(in, 8) : !Choice.oneIn(in, 12)) {
      return "";
    }
    return "?" + form(in, fields(in, operation)).replaceAll("[^!-~]", "_");
  }

  private static Map<String, String> fields(RandomnessSource in, Operation operation) {
    Map<String, String> fields = new TreeMap<>();
    boolean isJson = operation.input() == Operation.Input.JSON;
    for (Map.Entry<String, String> field : new TreeMap<>(operation.fields()).entrySet()) {
      int fate = Choice.upTo(in, 9);
      if (fate < 5) {
        fields.put(field.getKey(), field.getValue());
      } else if (fate < 9) {
        fields.put(field.getKey(), isJson ? OddJson.ANY.generate(in) : OddText.ANY.generate(in));
      }
    }
    if (Choice.oneIn(in, 5)) {
      fields.putIfAbsent(
          Choice.of(in, NAMES), isJson ? OddJson.ANY.generate(in) : OddText.ANY.generate(in));
    }
    return fields;
  }

  private static String json(RandomnessSource in, Map<String, String> fields) {
    List<String> members = new ArrayList<>();
    fields.forEach((name, value) -> members.add('"' + name + "\":" + value));
    if (!members.isEmpty() && Choice.oneIn(in, 15)) {
      members.add(Choice.of(in, members));
    }
    if (Choice.oneIn(in, 2)) {
      Collections.reverse(members);
    }
    return "{" + String.join(Choice.of(in, List.of(",", " , ", "\n,\t")), members) + "}";
  }

  private static String form(RandomnessSource in, Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.add(name + "=" + escaped(value)));
    if (Choice.oneIn(in, 8)) {
      pairs.add(Choice.of(in, NAMES) + "=" + Choice.of(in, BROKEN_ESCAPES));
    }
    if (!pairs.isEmpty() && Choice.oneIn(in, 15)) {
      pairs.add(Choice.of(in, pairs));
    }
    return String.join("&", pairs);
  }

  /** Escaped for a form, but for the braces of names. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replaceAll("%7B%7B(\\w+)%7D%7D", "{{$1}}");
  }

  private static String damaged(RandomnessSource in, String text) {
    int from = Choice.upTo(in, text.length());
    int to = from + Choice.upTo(in, text.length() - from);
    return switch (Choice.upTo(in, 4)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, to) + text.substring(from);
      case 3 -> OddJson.ANY.generate(in);
      default -> text.substring(0, from) + Choice.of(in, DAMAGE) + text.substring(from);
    };
  }
}
