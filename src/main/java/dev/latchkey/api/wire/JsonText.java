package dev.latchkey.api.wire;

import jakarta.json.JsonValue;

/**
 * JSON to be sent.
 *
 * <p>It may contain tokens: {@code toString} shows nothing, {@link #json()} everything.
 */
public sealed interface JsonText permits ObjectText, ArrayText {

  /** The content as a JSON-P value. Nothing can be added after this call. */
  JsonValue value();

  /** The complete JSON. */
  default String json() {
    return value().toString();
  }
}
