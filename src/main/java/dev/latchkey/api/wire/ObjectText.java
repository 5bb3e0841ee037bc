package dev.latchkey.api.wire;

import dev.latchkey.jose.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, written member by member in order. Add each name only once.
 *
 * <p>JSON-P writes it; this class adds {@code null} for missing values, times, and a {@code
 * toString} that shows nothing. Mutable, for one thread. Do not change it once it is part of
 * another value.
 */
public final class ObjectText implements JsonText {

  private final JsonObjectBuilder members = StrictJson.objectBuilder();
  private boolean empty = true;
  private @Nullable JsonObject written;

  /** A string, or {@code null}. */
  public ObjectText put(String name, @Nullable String value) {
    if (value == null) {
      return put(name, JsonValue.NULL);
    }
    members.add(name, value);
    return putOne();
  }

  /** An integer. */
  public ObjectText put(String name, long value) {
    members.add(name, value);
    return putOne();
  }

  /** A boolean. */
  public ObjectText put(String name, boolean value) {
    members.add(name, value);
    return putOne();
  }

  /**
   * A time, not before the epoch, as seconds since it, with milliseconds as decimals; or {@code
   * null}.
   */
  public ObjectText put(String name, @Nullable Instant value) {
    if (value == null) {
      return put(name, JsonValue.NULL);
    }
    members.add(name, BigDecimal.valueOf(value.toEpochMilli(), 3));
    return putOne();
  }

  /** A complete object or array. */
  public ObjectText put(String name, JsonText value) {
    return put(name, value.value());
  }

  /** A JSON-P value, such as a claim of a token. */
  public ObjectText put(String name, JsonValue value) {
    members.add(name, value);
    return putOne();
  }

  /** Whether it has no members. */
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public JsonObject value() {
    if (written == null) {
      written = members.build();
    }
    return written;
  }

  @Override
  public String toString() {
    return "ObjectText[]";
  }

  private ObjectText putOne() {
    empty = false;
    return this;
  }
}
