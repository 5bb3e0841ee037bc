package dev.latchkey.api.wire;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A JSON value that a client sent: immutable, free of NUL characters and lone surrogates.
 *
 * <p>{@code toString} never shows the content, which may be a password.
 */
public sealed interface JsonInput {

  /** The literal {@code null}, which counts as a missing value. */
  enum Null implements JsonInput {
    NULL
  }

  /** {@code true} or {@code false}. */
  record Flag(boolean value) implements JsonInput {}

  /** A string, as it was sent. */
  record Text(String value) implements JsonInput {
    @Override
    public String toString() {
      return "Text[]";
    }
  }

  /** A number in its written form, converted only on use. */
  record Numeral(String text) implements JsonInput {
    /**
     * The value of a number written as an integer that fits a {@code long}; empty for all others,
     * so that {@code 1e999999999} costs nothing.
     */
    public OptionalLong integer() {
      return Integers.parse(text);
    }

    @Override
    public String toString() {
      return "Numeral[]";
    }
  }

  /** An array. */
  record Items(List<JsonInput> values) implements JsonInput {
    /** Copies {@code values}. */
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; no name occurs twice. */
  record Members(Map<String, JsonInput> values) implements JsonInput {
    /** Copies {@code values}; the order of the members is not kept. */
    public Members {
      values = Map.copyOf(values);
    }

    @Override
    public String toString() {
      return "Members[" + values.size() + "]";
    }
  }
}
