package dev.latchkey.api.openapi;

import jakarta.json.JsonObject;

/** Follows references within an OpenAPI document. */
final class OpenApiPointer {

  private OpenApiPointer() {}

  /** The object itself, or what its {@code $ref} leads to. */
  static JsonObject target(JsonObject document, JsonObject object) {
    return object.containsKey("$ref")
        ? document.getValue(object.getString("$ref").substring(1)).asJsonObject()
        : object;
  }

  /** The last part of a {@code $ref}; empty where there is none. */
  static String name(JsonObject object) {
    return object.getString("$ref", "").replaceFirst(".*/", "");
  }
}
