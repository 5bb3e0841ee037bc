package dev.latchkey.api.admin;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Integers;
import dev.latchkey.texts.ErrorCodes;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads the parameters of a query string by name and type. It collects errors and does not throw
 * them.
 */
final class QueryFields {

  private static final int LONGEST = 254;
  private static final int LARGEST_PAGE = 200;
  private static final int USUAL_PAGE = 50;

  private final MultivaluedMap<String, String> parameters;
  private final List<ApiError> errors = new ArrayList<>();

  QueryFields(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /** A string, trimmed; empty if it is missing or blank. */
  Optional<String> text(String name) {
    return read(
        name,
        text -> {
          if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** An integer that is not negative, such as an id. */
  Optional<Long> number(String name) {
    return number(name, 0, Long.MAX_VALUE);
  }

  /**
   * An integer within bounds, which are inclusive and in the error. Not trimmed: in a query, a plus
   * sign is a space.
   */
  Optional<Long> number(String name, long least, long most) {
    String text = Optional.ofNullable(parameters.getFirst(name)).orElse("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong number = Integers.parse(text);
    if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
      errors.add(new ApiError(ErrorCodes.INVALID_INTEGER, name, least, most));
      return Optional.empty();
    }
    return Optional.of(number.getAsLong());
  }

  Optional<Boolean> flag(String name) {
    return read(
        name,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** One of these words. */
  Optional<String> choice(String name, List<String> words) {
    return read(
        name,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** A time: seconds since 1970, or as in {@code 2026-01-31T12:00:00Z}. */
  Optional<Instant> time(String name) {
    return read(
        name,
        text ->
            plausible(
                Integers.parse(text).isPresent()
                    ? Instant.ofEpochSecond(Integers.parse(text).getAsLong())
                    : Instant.parse(text)));
  }

  /** The maximum number of rows on a page: {@code limit}. */
  int limit() {
    return number("limit", 1, LARGEST_PAGE).map(Long::intValue).orElse(USUAL_PAGE);
  }

  List<ApiError> errors() {
    return List.copyOf(errors);
  }

  private <T> Optional<T> read(String name, Function<String, T> parser) {
    String text = Optional.ofNullable(parameters.getFirst(name)).map(String::strip).orElse("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      errors.add(new ApiError(ErrorCodes.INVALID, name));
      return Optional.empty();
    }
  }

  private static Instant plausible(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.ofEpochSecond(99_999_999_999L))) {
      throw new IllegalArgumentException();
    }
    return time;
  }
}
