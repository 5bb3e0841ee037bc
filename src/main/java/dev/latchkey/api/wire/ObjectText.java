package dev.latchkey.api.wire;

import jakarta.json.JsonValue;
import java.time.Instant;

/**
 * A JSON object, written member by member in the order given. A name must be given once only.
 *
 * <p>Mutable, for one thread, and left alone once it is part of something else.
 */
public final class ObjectText implements JsonText {

  private final StringBuilder out = new StringBuilder(128).append('{');

  /** A string, or {@code null}. */
  public ObjectText put(String name, String value) {
    JsonText.appendString(named(name), value);
    return this;
  }

  /** An integer. */
  public ObjectText put(String name, long value) {
    named(name).append(value);
    return this;
  }

  /** A boolean. */
  public ObjectText put(String name, boolean value) {
    named(name).append(value);
    return this;
  }

  /**
   * A time, not before the epoch, as seconds since it with milliseconds behind the point; or {@code
   * null}.
   */
  public ObjectText put(String name, Instant value) {
    StringBuilder text = named(name);
    if (value == null) {
      text.append("null");
    } else {
      text.append(value.getEpochSecond()).append('.');
      text.append(Integer.toString(1000 + value.getNano() / 1_000_000), 1, 4);
    }
    return this;
  }

  /** An object or array that is finished. */
  public ObjectText put(String name, JsonText value) {
    named(name).append(value.json());
    return this;
  }

  /** A JSON-P value, such as a claim of a token. */
  public ObjectText put(String name, JsonValue value) {
    named(name).append(value);
    return this;
  }

  /** Whether nothing was put. */
  public boolean isEmpty() {
    return out.length() == 1;
  }

  @Override
  public String json() {
    return out + "}";
  }

  @Override
  public String toString() {
    return "ObjectText[]";
  }

  private StringBuilder named(String name) {
    if (!isEmpty()) {
      out.append(',');
    }
    JsonText.appendString(out, name);
    return out.append(':');
  }
}
