package dev.latchkey.settings.types;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a setting is written: a parser from text, what it allows in words, and the value of a setting
 * that has neither text nor default.
 *
 * @param <T> the type of the value
 */
public final class SettingType<T> {
  private final String allowed;
  private final @Nullable T absent;
  private final Function<String, T> parser;

  private SettingType(String allowed, @Nullable T absent, Function<String, T> parser) {
    this.allowed = allowed;
    this.absent = absent;
    this.parser = parser;
  }

  /** A custom type; the parser throws {@link IllegalArgumentException} for invalid text. */
  public static <T> SettingType<T> parsed(String allowed, Function<String, T> parser) {
    return new SettingType<>(allowed, null, text -> parser.apply(text.strip()));
  }

  public static SettingType<String> text(String allowed, Predicate<String> rule) {
    return parsed(allowed, text -> require(rule.test(text), text));
  }

  public static SettingType<String> text(String allowed) {
    return text(allowed, text -> true);
  }

  /** A secret is used unchanged, including leading and trailing whitespace. */
  public static SettingType<Secret> secret(String allowed) {
    return new SettingType<>(allowed, null, Secret::of);
  }

  /**
   * Secrets, comma-separated, without the whitespace around them. A comma in a secret is written
   * with a backslash before it. Without any text it is the empty list.
   */
  public static SettingType<List<Secret>> secrets(String allowed) {
    return new SettingType<>(
        allowed,
        List.of(),
        text ->
            Stream.of(text.split("(?<!\\\\),", -1))
                .map(part -> part.replace("\\,", ",").strip())
                .map(part -> Secret.of(require(!part.isEmpty(), part)))
                .toList());
  }

  public static SettingType<Boolean> bool() {
    return parsed(
        "`true` or `false`",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "1" -> true;
              case "false", "no", "off", "0" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  public static SettingType<Integer> integer(int least, int most) {
    return parsed(
        "a whole number from " + least + " to " + most, text -> (int) within(least, most, text));
  }

  /** Durations are written as a plain number of one unit, such as seconds. */
  public static SettingType<Duration> duration(ChronoUnit unit, long least, long most) {
    return parsed(
        "a whole number of "
            + unit.name().toLowerCase(Locale.ROOT)
            + " from "
            + least
            + " to "
            + most,
        text -> Duration.of(within(least, most, text), unit));
  }

  /** One of the given words, in any case; the map contains the value of each. */
  public static <T> SettingType<T> choice(Map<String, T> words) {
    return parsed(quoted(words.keySet(), " or "), text -> chosen(words, text));
  }

  public static SettingType<String> choice(String... words) {
    Map<String, String> same = new LinkedHashMap<>();
    Stream.of(words).forEach(word -> same.put(word, word));
    return choice(same);
  }

  public static <E extends Enum<E>> SettingType<E> choice(Class<E> constants) {
    return choice(words(constants));
  }

  /** Some of the constants, comma-separated, at least one. */
  public static <E extends Enum<E>> SettingType<Set<E>> some(Class<E> constants) {
    Map<String, E> words = words(constants);
    return parsed(
        "a list of " + quoted(words.keySet(), " and "),
        text -> {
          Set<E> found = new LinkedHashSet<>();
          split(text).forEach(part -> found.add(chosen(words, part)));
          return Collections.unmodifiableSet(found);
        });
  }

  /** Comma-separated; without any text it is the empty list. */
  public static <T> SettingType<List<T>> list(String allowed, SettingType<T> element) {
    return new SettingType<>(
        allowed, List.of(), text -> split(text).stream().map(element.parser).toList());
  }

  /** Comma-separated, except for commas inside braces; without any text it is the empty list. */
  public static SettingType<List<String>> listOfTextsOrJson(String allowed) {
    return new SettingType<>(allowed, List.of(), SettingType::splitOutsideBraces);
  }

  public static <T> SettingType<Optional<T>> optional(SettingType<T> type) {
    return new SettingType<>(type.allowed, Optional.empty(), type.parser.andThen(Optional::of));
  }

  /** The value of the text; {@link IllegalArgumentException} if it is not allowed. */
  public T parse(String text) {
    return parser.apply(text);
  }

  /** The value without text and default; null if the setting must have a default. */
  public @Nullable T absent() {
    return absent;
  }

  public String allowed() {
    return allowed;
  }

  public static List<String> split(String text) {
    List<String> parts = Stream.of(text.split(",", -1)).map(String::strip).toList();
    require(parts.stream().noneMatch(String::isEmpty), parts);
    return parts;
  }

  private static List<String> splitOutsideBraces(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return List.copyOf(require(parts.stream().noneMatch(String::isEmpty), parts));
  }

  public static <T> T require(boolean holds, T value) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static long within(long least, long most, String text) {
    require(text.matches("[0-9]{1,18}"), text);
    long number = Long.parseLong(text);
    return require(number >= least && number <= most, number);
  }

  private static <T> T chosen(Map<String, T> words, String text) {
    return words.entrySet().stream()
        .filter(word -> word.getKey().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(IllegalArgumentException::new)
        .getValue();
  }

  private static <E extends Enum<E>> Map<String, E> words(Class<E> constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return words;
  }

  private static String quoted(Set<String> words, String last) {
    List<String> shown = words.stream().map(word -> "`" + word + "`").toList();
    int end = shown.size() - 1;
    return end == 0
        ? shown.get(0)
        : String.join(", ", shown.subList(0, end)) + last + shown.get(end);
  }
}
