package dev.latchkey.api.wire;

import jakarta.json.JsonValue;

/**
 * JSON to be sent.
 *
 * <p>It may hold tokens: {@code toString} shows nothing, {@link #json()} everything.
 */
public sealed interface JsonText permits ObjectText, ArrayText {

  /** What was put, as a value of JSON-P. Nothing can be put any more. */
  JsonValue value();

  /** The text, complete. */
  default String json() {
    return value().toString();
  }
}
