package dev.latchkey.api.openapi;

import dev.latchkey.api.wire.ErrorTexts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes a value that a schema allows, from the {@code examples} in it and in those it refers to.
 *
 * @param document the OpenAPI document that references lead into
 * @param full whether objects have all of their members, as in responses, or those they need
 */
record Example(JsonObject document, boolean full) {

  /** What a message names in place of {@code {0}}: a limit, or the id of a failure. */
  private static final String ARGUMENT = "4096";

  JsonValue of(JsonObject schema) {
    if (schema.containsKey("examples")) {
      return schema.getJsonArray("examples").get(0);
    }
    if (schema.containsKey("$ref")) {
      return of(OpenApiPointer.target(document, schema));
    }
    if (schema.containsKey("const")) {
      return schema.get("const");
    }
    if (schema.containsKey("enum")) {
      return schema.getJsonArray("enum").get(0);
    }
    if (schema.containsKey("properties")) {
      return object(schema);
    }
    if (schema.containsKey("anyOf")) {
      return of(alternative(schema.getJsonArray("anyOf").getValuesAs(JsonObject.class)));
    }
    return switch (schema.getString("type", "string")) {
      case "array" -> Json.createArrayBuilder().add(of(schema.getJsonObject("items"))).build();
      case "boolean" -> JsonValue.TRUE;
      case "integer" -> Json.createValue(1);
      case "object" -> JsonValue.EMPTY_JSON_OBJECT;
      default -> Json.createValue("…");
    };
  }

  private JsonObject object(JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    JsonObjectBuilder members = Json.createObjectBuilder();
    for (String name : full ? properties.keySet() : needed(schema)) {
      members.add(name, of(properties.getJsonObject(name)));
    }
    JsonObject object = members.build();
    return properties.keySet().containsAll(Set.of("message", "code"))
        ? Json.createObjectBuilder(object).add("message", message(object)).build()
        : object;
  }

  private static Set<String> needed(JsonObject schema) {
    Set<String> names = new LinkedHashSet<>();
    if (schema.containsKey("anyOf")) {
      names.addAll(required(schema.getJsonArray("anyOf").getJsonObject(0)));
    }
    names.addAll(required(schema));
    return names;
  }

  static List<String> required(JsonObject schema) {
    return schema.containsKey("required")
        ? schema.getJsonArray("required").getValuesAs(JsonString::getString)
        : List.of();
  }

  /** Of errors the first that is special to the operation. */
  private static JsonObject alternative(List<JsonObject> all) {
    boolean isError = all.get(0).getString("$ref", "").endsWith("/RequestError");
    return all.get(isError && all.size() > 1 ? 1 : 0);
  }

  private static String message(JsonObject error) {
    return ErrorTexts.message(error.getString("code"), Locale.ENGLISH, ARGUMENT);
  }
}
