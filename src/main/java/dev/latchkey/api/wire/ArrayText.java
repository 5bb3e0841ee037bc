package dev.latchkey.api.wire;

import jakarta.json.JsonValue;

/**
 * A JSON array, written item by item.
 *
 * <p>Mutable, for one thread, and left alone once it is part of something else.
 */
public final class ArrayText implements JsonText {

  private final StringBuilder out = new StringBuilder(64).append('[');

  /** An array of strings. */
  public static ArrayText of(Iterable<String> values) {
    ArrayText array = new ArrayText();
    values.forEach(array::add);
    return array;
  }

  /** A string, or {@code null}. */
  public ArrayText add(String value) {
    JsonText.appendString(next(), value);
    return this;
  }

  /** An integer. */
  public ArrayText add(long value) {
    next().append(value);
    return this;
  }

  /** An object or array that is finished. */
  public ArrayText add(JsonText value) {
    next().append(value.json());
    return this;
  }

  /** A JSON-P value. */
  public ArrayText add(JsonValue value) {
    next().append(value);
    return this;
  }

  @Override
  public String json() {
    return out + "]";
  }

  @Override
  public String toString() {
    return "ArrayText[]";
  }

  private StringBuilder next() {
    return out.length() == 1 ? out : out.append(',');
  }
}
