package dev.latchkey.sessions;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/**
 * How and when a user authenticated in a session. Its JSON is the same in the database and for
 * clients.
 *
 * @param method {@code password}, {@code code}, … A feature that adds a method gives it its own
 *     name.
 * @param details further details: the address or user name that was entered, {@code
 *     reauthenticated}, and whatever a method adds; nothing secret
 * @since 1.0
 */
public record Proof(String method, Instant at, JsonObject details) {

  private static final Set<String> KNOWN = Set.of("method", "at");

  public Proof {
    at = Instant.ofEpochMilli(at.toEpochMilli());
  }

  /** By a method that has no details. */
  public static Proof by(String method, Instant at) {
    return new Proof(method, at, JsonValue.EMPTY_JSON_OBJECT);
  }

  public static Proof byEmail(String method, Instant at, String email) {
    return by(method, at).with("email", email);
  }

  public static Proof byUsername(String method, Instant at, String username) {
    return by(method, at).with("username", username);
  }

  /** In a session that was authenticated before. */
  public static Proof again(String method, Instant at) {
    JsonObject details =
        StateAsJson.JSON.createObjectBuilder().add("reauthenticated", true).build();
    return new Proof(method, at, details);
  }

  /** Whether another proof is by the same method and the same type of factor. */
  boolean isOfKind(Proof other) {
    return method.equals(other.method)
        && details.getString("type", "").equals(other.details.getString("type", ""));
  }

  /** The same proof with an additional detail. */
  public Proof with(String name, String value) {
    return new Proof(
        method, at, StateAsJson.JSON.createObjectBuilder(details).add(name, value).build());
  }

  /** The same proof with a number as additional detail. */
  public Proof with(String name, long value) {
    return new Proof(
        method, at, StateAsJson.JSON.createObjectBuilder(details).add(name, value).build());
  }

  /** The same proof with a flag as additional detail. */
  public Proof with(String name, boolean value) {
    return new Proof(
        method, at, StateAsJson.JSON.createObjectBuilder(details).add(name, value).build());
  }

  /** {@code method}, {@code at} in seconds since 1970 with three decimals, and the details. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        StateAsJson.JSON
            .createObjectBuilder()
            .add("method", method)
            .add("at", BigDecimal.valueOf(at.toEpochMilli(), 3));
    details.forEach(json::add);
    return json.build();
  }

  static Proof fromJson(JsonObject json) {
    long millis = json.getJsonNumber("at").bigDecimalValue().movePointRight(3).longValue();
    return new Proof(
        json.getString("method"), Instant.ofEpochMilli(millis), OtherMembers.of(json, KNOWN));
  }
}
