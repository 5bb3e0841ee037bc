package dev.latchkey.flows.login;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Something that a client may do next, as it is told: {@code {"id": "verify_email", "is_pending":
 * true}}. Whoever adds a feature contributes its flow; the API only writes it.
 *
 * @param id the name by which clients know the flow
 * @param pending whether it is under way; empty where that is not said of it
 * @param details further members, such as {@code types}; never {@code id} or {@code is_pending}
 * @since 1.0
 */
public record Flow(String id, Optional<Boolean> pending, JsonObject details) {

  /** A flow that may be begun. */
  public static Flow open(String id) {
    return new Flow(id, Optional.empty(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A flow of which it is said whether it is under way. */
  public static Flow of(String id, boolean pending) {
    return new Flow(id, Optional.of(pending), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The same with these further members. */
  public Flow with(JsonObject moreDetails) {
    return new Flow(id, pending, moreDetails);
  }
}
