package dev.latchkey.image;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One instruction of a Dockerfile: {@code COPY --from=build a b} has a flag {@code from} and the
 * text {@code a b}.
 */
record Instruction(String keyword, Map<String, String> flags, String text) {

  private static final Pattern FLAG = Pattern.compile("--([a-z-]+)=(\\S+)\\s+");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S*))");

  static Instruction of(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    String rest = parts.length == 1 ? "" : parts[1];
    Map<String, String> flags = new TreeMap<>();
    for (Matcher flag = FLAG.matcher(rest); flag.lookingAt(); flag = FLAG.matcher(rest)) {
      flags.put(flag.group(1), flag.group(2));
      rest = rest.substring(flag.end());
    }
    return new Instruction(parts[0], Map.copyOf(flags), rest);
  }

  boolean is(String name) {
    return keyword.equals(name);
  }

  List<String> words() {
    return List.of(text.split("\\s+"));
  }

  /** {@code A=b C="d e"} as a map. */
  Map<String, String> assignments() {
    Map<String, String> all = new TreeMap<>();
    ASSIGNMENT
        .matcher(text)
        .results()
        .forEach(a -> all.put(a.group(1), a.group(2) == null ? a.group(3) : a.group(2)));
    return all;
  }

  /** A command in exec form: {@code ["a", "b"]}, perhaps behind {@code CMD}. */
  List<String> command() {
    String array = text.replaceFirst("^CMD\\s+", "");
    if (!array.startsWith("[")) {
      throw new IllegalArgumentException("not in exec form: " + this);
    }
    try (JsonReader reader = Json.createReader(new StringReader(array))) {
      return reader.readArray().getValuesAs(JsonString::getString);
    }
  }
}
