package dev.latchkey.flows.login;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A flow that is open to a client, as responses list it: {@code {"id": "verify_email",
 * "is_pending": true}}. Each feature contributes its flow; the API only writes it.
 *
 * @param id the name of the flow for clients
 * @param pending whether it is pending; empty if responses do not state it
 * @param details further members, such as {@code types}; never {@code id} or {@code is_pending}
 * @since 1.0
 */
public record Flow(String id, Optional<Boolean> pending, JsonObject details) {

  /** A flow that the client may begin. */
  public static Flow open(String id) {
    return new Flow(id, Optional.empty(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A flow that states whether it is pending. */
  public static Flow of(String id, boolean pending) {
    return new Flow(id, Optional.of(pending), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The same flow with additional members. */
  public Flow with(JsonObject moreDetails) {
    return new Flow(id, pending, moreDetails);
  }
}
