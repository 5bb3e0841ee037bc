package dev.latchkey.sessions;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;

/**
 * How and when someone proved who they are in a session.
 *
 * @param method {@code password}, {@code code}, …
 * @param email the address they named, or null
 * @param username the user name they named, or null
 * @param reauthenticated whether the session was authenticated before
 */
public record AuthenticationRecord(
    String method, Instant at, String email, String username, boolean reauthenticated) {

  public static AuthenticationRecord byEmail(String method, Instant at, String email) {
    return new AuthenticationRecord(method, at, email, null, false);
  }

  public static AuthenticationRecord byUsername(String method, Instant at, String username) {
    return new AuthenticationRecord(method, at, null, username, false);
  }

  /** By a method that names neither an address nor a user name. */
  public static AuthenticationRecord by(String method, Instant at) {
    return new AuthenticationRecord(method, at, null, null, false);
  }

  public static AuthenticationRecord again(String method, Instant at) {
    return new AuthenticationRecord(method, at, null, null, true);
  }

  /** As clients see it; {@code at} in seconds since 1970, with three decimals. */
  public JsonObject toJson() {
    JsonObjectBuilder json = StateAsJson.JSON.createObjectBuilder();
    json.add("method", method);
    json.add("at", at.toEpochMilli() / 1000.0);
    if (email != null) {
      json.add("email", email);
    }
    if (username != null) {
      json.add("username", username);
    }
    if (reauthenticated) {
      json.add("reauthenticated", true);
    }
    return json.build();
  }

  static AuthenticationRecord fromJson(JsonObject json) {
    return new AuthenticationRecord(
        json.getString("method"),
        Instant.ofEpochMilli(Math.round(json.getJsonNumber("at").doubleValue() * 1000)),
        json.getString("email", null),
        json.getString("username", null),
        json.getBoolean("reauthenticated", false));
  }
}
