package dev.latchkey.api.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes schemas as Markdown: the fields of an object with their types, the codes of errors.
 *
 * @param document the OpenAPI document that references lead into
 */
record SchemaTable(JsonObject document) {

  /** What has a section of its own on the page. */
  static final List<String> OBJECTS =
      List.of(
          "LoggedIn",
          "Authenticated",
          "Unauthenticated",
          "Pending",
          "Reauthenticate",
          "Address",
          "Session",
          "User",
          "Method",
          "Flow",
          "Account",
          "FullAccount",
          "Event",
          "InactiveToken",
          "ActiveToken",
          "ServerMetadata");

  /** The fields of an object, those of objects in it with dots; empty where there are none. */
  String fields(JsonObject schema) {
    List<String> rows = new ArrayList<>();
    addFields("", OpenApiPointer.target(document, schema), rows);
    return rows.isEmpty()
        ? ""
        : "| Field | Type | |\n|---|---|---|\n" + String.join("", rows) + "\n";
  }

  private void addFields(String prefix, JsonObject schema, List<String> rows) {
    List<String> required = Example.required(schema);
    schema
        .getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach(
            (name, value) -> {
              JsonObject property = value.asJsonObject();
              JsonObject target = OpenApiPointer.target(document, property);
              if (target.containsKey("properties") && !isObject(property)) {
                addFields(prefix + name + ".", target, rows);
              } else {
                String need = required.contains(name) ? "required" : "optional";
                String text =
                    property.getString("description", target.getString("description", ""));
                rows.add(
                    "| `%s%s` | %s | %s |\n"
                        .formatted(
                            prefix,
                            name,
                            type(property),
                            text.isEmpty() ? need : need + ". " + text));
              }
            });
  }

  private static boolean isObject(JsonObject reference) {
    return OBJECTS.contains(OpenApiPointer.name(reference));
  }

  /** The type of a value in words, with its limits. */
  String type(JsonObject schema) {
    String name = OpenApiPointer.name(schema);
    if (OBJECTS.contains(name)) {
      return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
    }
    JsonObject target = OpenApiPointer.target(document, schema);
    if (target.containsKey("const")) {
      return "`"
          + (target.get("const") instanceof JsonString text
              ? text.getString()
              : target.get("const"))
          + "`";
    }
    if (target.containsKey("enum")) {
      return codes(target);
    }
    if (target.containsKey("anyOf")) {
      return target.getJsonArray("anyOf").getValuesAs(JsonObject.class).stream()
          .map(this::type)
          .distinct()
          .collect(Collectors.joining(" or "));
    }
    if (target.containsKey("items")) {
      return "array of " + type(target.getJsonObject("items"));
    }
    return simple(target);
  }

  private static String simple(JsonObject schema) {
    JsonValue type = schema.get("type");
    String text =
        type == null
            ? "any"
            : type instanceof JsonString one
                ? one.getString()
                : type.asJsonArray().getValuesAs(JsonString::getString).stream()
                    .collect(Collectors.joining(" or "));
    List<String> limits = new ArrayList<>();
    if (schema.containsKey("format")) {
      limits.add(schema.getString("format"));
    }
    if (schema.containsKey("maxLength")) {
      String least =
          schema.containsKey("minLength") ? schema.getInt("minLength") + " to " : "at most ";
      limits.add(least + schema.getInt("maxLength") + " characters");
    }
    if (schema.containsKey("maximum")) {
      limits.add(schema.getInt("minimum") + " to " + schema.getInt("maximum"));
    }
    if (schema.containsKey("default")) {
      limits.add("default " + schema.get("default"));
    }
    return limits.isEmpty() ? text : text + " (" + String.join(", ", limits) + ")";
  }

  /** What a response has: codes, an object with a section of its own, or the type of its data. */
  String body(JsonObject schema) {
    String errors = errors(schema);
    if (isObject(schema)) {
      return type(schema);
    }
    if (schema.containsKey("anyOf")) {
      return schema.getJsonArray("anyOf").getValuesAs(JsonObject.class).stream()
          .map(this::body)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" or "));
    }
    JsonObject properties =
        OpenApiPointer.target(document, schema)
            .getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
            .asJsonObject();
    return properties.containsKey("data") && errors.isEmpty()
        ? data(properties.getJsonObject("data"))
        : errors;
  }

  private String data(JsonObject data) {
    boolean isNamed = isObject(data) || isObject(data.getOrDefault("items", data).asJsonObject());
    return isNamed ? "`data`: " + type(data) : "";
  }

  /** The codes of a schema with {@code errors}, by parameter; empty for another. */
  String errors(JsonObject schema) {
    JsonObject target = OpenApiPointer.target(document, schema);
    if (target.containsKey("anyOf")) {
      return target.getJsonArray("anyOf").getValuesAs(JsonObject.class).stream()
          .map(this::errors)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("; "));
    }
    JsonObject properties =
        target.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    if (properties.containsKey("error")) {
      return "`error`: `" + properties.getJsonObject("error").getString("const") + "`";
    }
    if (!properties.containsKey("errors")) {
      return "";
    }
    Map<String, Set<String>> byParam = new LinkedHashMap<>();
    properties
        .getJsonObject("errors")
        .getJsonObject("items")
        .getJsonArray("anyOf")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(item -> !OpenApiPointer.name(item).equals("RequestError"))
        .map(item -> OpenApiPointer.target(document, item).getJsonObject("properties"))
        .forEach(
            item ->
                byParam
                    .computeIfAbsent(
                        item.containsKey("param")
                            ? item.getJsonObject("param").getString("const")
                            : "",
                        param -> new LinkedHashSet<>())
                    .add(codes(item.getJsonObject("code"))));
    return byParam.entrySet().stream()
        .map(
            e ->
                (e.getKey().isEmpty() ? "" : "`" + e.getKey() + "`: ")
                    + String.join(", ", e.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String codes(JsonObject schema) {
    return schema.getJsonArray("enum").getValuesAs(JsonString.class).stream()
        .map(code -> "`" + code.getString() + "`")
        .collect(Collectors.joining(", "));
  }
}
