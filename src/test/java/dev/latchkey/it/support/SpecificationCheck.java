package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds answers against the OpenAPI document that the same server serves. Members that the document
 * does not list are as wrong as those that it lists and that are missing.
 */
public final class SpecificationCheck {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Map<String, SpecificationCheck> KNOWN = new ConcurrentHashMap<>();
  private static final String API = "/_allauth/app/";
  private static final Set<String> WITHOUT_DESCRIPTION = Set.of("HEAD", "OPTIONS", "TRACE");

  private final JsonObject document;
  private final Map<JsonObject, Schema> schemas = new ConcurrentHashMap<>();

  private SpecificationCheck(String specJson) {
    document = closed(object(specJson)).asJsonObject();
  }

  /**
   * Fails unless the document has this answer: the status among those of the operation, the body by
   * its schema. What the document does not have at all must be rejected below the API's path, with
   * a status from 400 to 499; elsewhere it is none of the document's business.
   *
   * @param specJson the text of {@code /_allauth/openapi.json}, the same instance for a server's
   *     answers
   * @param path as requested, from the root on; a query is passed over
   * @param body of the answer; null or empty for none
   */
  public static void hold(String specJson, String method, String path, int status, String body) {
    KNOWN.computeIfAbsent(specJson, SpecificationCheck::new).hold(method, path, status, body);
  }

  private void hold(String method, String path, int status, String body) {
    if (WITHOUT_DESCRIPTION.contains(method)) {
      return;
    }
    String what = method + " " + path + " -> " + status + " " + body;
    Optional<JsonObject> operation =
        described(path.replaceFirst("\\?.*", ""))
            .flatMap(p -> member(p, method.toLowerCase(Locale.ROOT)));
    if (operation.isEmpty()) {
      boolean isRejected = status >= 400 && status < 500;
      assertTrue(isRejected || !path.startsWith(API), () -> "There is no such operation: " + what);
      return;
    }
    Optional<JsonObject> response =
        member(operation.get().getJsonObject("responses"), Integer.toString(status));
    assertTrue(response.isPresent(), () -> "There is no such status: " + what);
    member(resolved(response.get()), "content")
        .flatMap(content -> member(content, "application/json"))
        .ifPresent(json -> validate(json.getJsonObject("schema"), body, what));
  }

  /** The path as it is listed, else the template that it fits. */
  private Optional<JsonObject> described(String path) {
    JsonObject paths = document.getJsonObject("paths");
    return paths.containsKey(path)
        ? member(paths, path)
        : paths.keySet().stream()
            .filter(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
            .findFirst()
            .flatMap(template -> member(paths, template));
  }

  private void validate(JsonObject schema, String body, String what) {
    assertTrue(body != null && !body.isEmpty(), () -> "There is no body: " + what);
    List<Error> errors =
        schemas.computeIfAbsent(schema, this::compile).validate(body, InputFormat.JSON);
    assertEquals(List.of(), errors, () -> "The body is another: " + what);
  }

  private Schema compile(JsonObject schema) {
    JsonValue named = document.getValue("/components/schemas");
    JsonObject alone = JSON.createObjectBuilder(schema).add("$defs", named).build();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            alone.toString().replace("\"#/components/schemas/", "\"#/$defs/"), InputFormat.JSON);
  }

  private JsonObject resolved(JsonObject response) {
    return response.containsKey("$ref")
        ? document.getValue(response.getString("$ref").substring(1)).asJsonObject()
        : response;
  }

  /** Rejects all members that a schema with properties does not list. */
  private static JsonValue closed(JsonValue value) {
    if (value instanceof JsonObject object) {
      JsonObjectBuilder members = JSON.createObjectBuilder();
      object.forEach((name, member) -> members.add(name, closed(member)));
      boolean isOpen =
          object.containsKey("properties") && !object.containsKey("additionalProperties");
      return isOpen ? members.add("additionalProperties", false).build() : members.build();
    }
    if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      JsonArrayBuilder items = JSON.createArrayBuilder();
      value.asJsonArray().forEach(item -> items.add(closed(item)));
      return items.build();
    }
    return value;
  }

  private static Optional<JsonObject> member(JsonObject object, String name) {
    return object.containsKey(name) ? Optional.of(object.getJsonObject(name)) : Optional.empty();
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
