package dev.latchkey.sessions;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * The members of a stored object that this release does not know. They are written back unchanged:
 * while nodes of two releases run, the older one loses nothing that the newer one has stored.
 */
final class OtherMembers {

  private OtherMembers() {}

  /** These members but one. */
  static JsonObject without(JsonObject others, String name) {
    return others.containsKey(name)
        ? StateAsJson.JSON.createObjectBuilder(others).remove(name).build()
        : others;
  }

  /** All members but the known ones. */
  static JsonObject of(JsonObject json, Set<String> known) {
    if (known.containsAll(json.keySet())) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    JsonObjectBuilder others = StateAsJson.JSON.createObjectBuilder();
    json.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            others.add(name, value);
          }
        });
    return others.build();
  }
}
