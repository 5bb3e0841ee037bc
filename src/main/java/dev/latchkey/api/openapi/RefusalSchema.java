package dev.latchkey.api.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/**
 * The schema of an answer with {@code errors}, from {@code {"status": 400, "codes": […], "params":
 * {"email": […]}}}: which codes there are for the request as a whole, and which for each input.
 *
 * <p>Without a status it is 400; everything that can be wrong with a body comes in addition then.
 */
final class RefusalSchema {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int BAD_REQUEST = 400;

  private RefusalSchema() {}

  static JsonObject of(JsonObject refusal) {
    int status = refusal.getInt("status", BAD_REQUEST);
    JsonArrayBuilder errors = JSON.createArrayBuilder();
    if (status == BAD_REQUEST) {
      errors.add(JSON.createObjectBuilder().add("$ref", "#/components/schemas/RequestError"));
    }
    if (refusal.containsKey("codes")) {
      errors.add(error(refusal.getJsonArray("codes"), null));
    }
    refusal
        .getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach((param, codes) -> errors.add(error(codes.asJsonArray(), param)));
    JsonObjectBuilder items = JSON.createObjectBuilder().add("anyOf", errors);
    JsonObjectBuilder array =
        JSON.createObjectBuilder().add("type", "array").add("minItems", 1).add("items", items);
    return object("status", "errors")
        .add(
            "properties",
            JSON.createObjectBuilder()
                .add("status", JSON.createObjectBuilder().add("const", status))
                .add("errors", array))
        .build();
  }

  private static JsonObjectBuilder error(JsonArray codes, String param) {
    JsonObjectBuilder members =
        JSON.createObjectBuilder()
            .add("message", JSON.createObjectBuilder().add("type", "string"))
            .add("code", JSON.createObjectBuilder().add("enum", codes));
    if (param == null) {
      return object("message", "code").add("properties", members);
    }
    members.add("param", JSON.createObjectBuilder().add("const", param));
    return object("message", "code", "param").add("properties", members);
  }

  private static JsonObjectBuilder object(String... required) {
    return JSON.createObjectBuilder()
        .add("type", "object")
        .add("required", JSON.createArrayBuilder(List.of(required)));
  }
}
