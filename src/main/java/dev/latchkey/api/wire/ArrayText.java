package dev.latchkey.api.wire;

import dev.latchkey.jose.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array, written item by item.
 *
 * <p>Mutable, for one thread. Do not change it once it is part of another value.
 */
public final class ArrayText implements JsonText {

  private final JsonArrayBuilder items = StrictJson.arrayBuilder();
  private @Nullable JsonArray written;

  /** An array of strings. */
  public static ArrayText of(Iterable<String> values) {
    ArrayText array = new ArrayText();
    values.forEach(array::add);
    return array;
  }

  /** A string. */
  public ArrayText add(String value) {
    items.add(value);
    return this;
  }

  /** An integer. */
  public ArrayText add(long value) {
    items.add(value);
    return this;
  }

  /** A complete object or array. */
  public ArrayText add(JsonText value) {
    return add(value.value());
  }

  /** A JSON-P value. */
  public ArrayText add(JsonValue value) {
    items.add(value);
    return this;
  }

  @Override
  public JsonArray value() {
    if (written == null) {
      written = items.build();
    }
    return written;
  }

  @Override
  public String toString() {
    return "ArrayText[]";
  }
}
