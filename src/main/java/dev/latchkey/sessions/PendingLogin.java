package dev.latchkey.sessions;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/**
 * A login or sign-up that still owes a stage.
 *
 * @param accountId whose it is; null where nobody has the named address and the client is not to know
 * @param method what has been proven so far; empty after a sign-up
 * @param email the address that the login is about, or null
 * @param since when it began
 */
public record PendingLogin(Long accountId, Optional<AuthenticationRecord> method, String email, Instant since) {

  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder().add("since", since.toEpochMilli());
    if (accountId != null) {
      json.add("account", accountId);
    }
    method.ifPresent(m -> json.add("method", m.toJson()));
    if (email != null) {
      json.add("email", email);
    }
    return json.build();
  }

  static PendingLogin fromJson(JsonObject json) {
    return new PendingLogin(
        json.containsKey("account") ? json.getJsonNumber("account").longValueExact() : null,
        json.containsKey("method")
            ? Optional.of(AuthenticationRecord.fromJson(json.getJsonObject("method")))
            : Optional.empty(),
        json.getString("email", null),
        Instant.ofEpochMilli(json.getJsonNumber("since").longValueExact()));
  }
}
