package dev.latchkey.api.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the part of {@code docs/api.md} that is generated from the OpenAPI document. */
final class ApiPage {

  /** Responses that any endpoint can give; the page explains them once. */
  private static final Set<String> COMMON =
      Set.of(
          "Malformed",
          "SessionGone",
          "TooLarge",
          "UnsupportedMediaType",
          "TooManyRequests",
          "Failure",
          "Unavailable");

  private static final Map<String, String> TOKENS =
      Map.of(
          "", "No token is needed.",
          "+SessionToken+AccessToken", "A token is optional.",
          "SessionToken+AccessToken", "Needs a session token or an access token.",
          "SessionToken", "Needs a session token.",
          "ClientSecret+", "Needs the id and the secret of a client.");

  private final JsonObject document;
  private final SchemaTable tables;
  private final StringBuilder page = new StringBuilder();

  private ApiPage(JsonObject document) {
    this.document = document;
    this.tables = new SchemaTable(document);
  }

  static String of(JsonObject document) {
    ApiPage page = new ApiPage(document);
    page.contents();
    for (JsonObject tag : document.getJsonArray("tags").getValuesAs(JsonObject.class)) {
      page.page.append(
          "## %s\n\n%s\n\n".formatted(tag.getString("name"), tag.getString("description")));
      page.forEach(tag.getString("name"), page::operation);
    }
    page.objects();
    return page.page.toString().stripTrailing() + "\n";
  }

  private interface OperationWriter {
    void write(String method, String path, JsonObject operation, JsonArray parameters);
  }

  private void forEach(String tag, OperationWriter writer) {
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) -> {
              JsonArray shared =
                  item.asJsonObject()
                      .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
                      .asJsonArray();
              item.asJsonObject()
                  .forEach(
                      (method, value) -> {
                        if (value instanceof JsonObject operation
                            && operation.getJsonArray("tags").getString(0).equals(tag)) {
                          JsonArray own =
                              operation
                                  .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
                                  .asJsonArray();
                          writer.write(
                              method.toUpperCase(Locale.ROOT),
                              path,
                              operation,
                              Json.createArrayBuilder(shared)
                                  .addAll(Json.createArrayBuilder(own))
                                  .build());
                        }
                      });
            });
  }

  private void contents() {
    page.append("## Endpoints\n\n| Request | |\n|---|---|\n");
    for (JsonObject tag : document.getJsonArray("tags").getValuesAs(JsonObject.class)) {
      forEach(
          tag.getString("name"),
          (method, path, operation, parameters) -> {
            String summary = operation.getString("summary");
            page.append(
                "| `%s %s` | [%s](#%s) |\n".formatted(method, path, summary, anchor(summary)));
          });
    }
    page.append('\n');
  }

  private void operation(String method, String path, JsonObject operation, JsonArray parameters) {
    page.append("### %s\n\n`%s %s`\n\n".formatted(operation.getString("summary"), method, path));
    String text = operation.getString("description", "");
    page.append((text + " " + TOKENS.get(security(operation))).strip()).append("\n\n");
    parameters(parameters);
    JsonObject body =
        OpenApiPointer.target(
            document,
            operation.getOrDefault("requestBody", JsonValue.EMPTY_JSON_OBJECT).asJsonObject());
    if (body.containsKey("content")) {
      page.append(tables.fields(schema(body)));
    }
    responses(operation.getJsonObject("responses"));
    request(method, path, body, parameters);
    response(operation.getJsonObject("responses"));
  }

  private static String security(JsonObject operation) {
    return operation.getJsonArray("security").getValuesAs(JsonObject.class).stream()
        .map(requirement -> String.join("", requirement.keySet()))
        .collect(Collectors.joining("+"));
  }

  private void parameters(JsonArray parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    page.append("| Parameter | In | Type | |\n|---|---|---|---|\n");
    for (JsonObject p : parameters.getValuesAs(JsonObject.class)) {
      String need = p.getBoolean("required", false) ? "required. " : "optional. ";
      page.append(
          "| `%s` | %s | %s | %s%s |\n"
              .formatted(
                  p.getString("name"),
                  p.getString("in"),
                  tables.type(p.getJsonObject("schema")),
                  need,
                  p.getString("description")));
    }
    page.append('\n');
  }

  private void responses(JsonObject responses) {
    List<String> common = new ArrayList<>();
    page.append("| Status | Meaning | Body, or codes of its `errors` |\n|---|---|---|\n");
    responses.forEach(
        (status, value) -> {
          JsonObject response = OpenApiPointer.target(document, value.asJsonObject());
          if (COMMON.contains(OpenApiPointer.name(value.asJsonObject()))) {
            common.add(status);
          } else {
            String body = isJson(response) ? tables.body(schema(response)) : "";
            page.append(
                "| %s | %s | %s |\n".formatted(status, response.getString("description"), body));
          }
        });
    page.append(
        "\nAlso %s: [on all endpoints](#statuses).\n\n".formatted(String.join(", ", common)));
  }

  private void request(String method, String path, JsonObject body, JsonArray parameters) {
    StringBuilder target = new StringBuilder(path);
    StringBuilder headers = new StringBuilder();
    Example examples = new Example(document, false);
    for (JsonObject p : parameters.getValuesAs(JsonObject.class)) {
      String value = written(examples.of(p.getJsonObject("schema")));
      switch (p.getString("in")) {
        case "path" -> {
          String name = "{" + p.getString("name") + "}";
          target.replace(target.indexOf(name), target.indexOf(name) + name.length(), value);
        }
        case "header" ->
            headers.append(p.getString("name")).append(": ").append(value).append('\n');
        default -> {}
      }
    }
    page.append("```http\n%s %s\n%s".formatted(method, target, headers));
    if (body.containsKey("content")) {
      String type = body.getJsonObject("content").keySet().iterator().next();
      JsonObject example = examples.of(schema(body)).asJsonObject();
      String text =
          isJson(body)
              ? indented(example)
              : example.entrySet().stream()
                  .map(e -> e.getKey() + "=" + written(e.getValue()))
                  .collect(Collectors.joining("&"));
      page.append("Content-Type: %s\n\n%s\n".formatted(type, text));
    }
    page.append("```\n\n");
  }

  /** The first response: the one where all goes well. */
  private void response(JsonObject responses) {
    String status = responses.keySet().iterator().next();
    JsonObject response = OpenApiPointer.target(document, responses.getJsonObject(status));
    if (status.equals("400") && responses.containsKey("401")) {
      status = "401"; // where a code is sent, or the user is logged out
      response = OpenApiPointer.target(document, responses.getJsonObject(status));
    }
    if (isJson(response)) {
      JsonValue example = new Example(document, true).of(schema(response));
      page.append("```http\nHTTP/1.1 %s\n\n%s\n```\n\n".formatted(status, indented(example)));
    }
  }

  private void objects() {
    page.append("## Objects\n\n");
    for (String name : SchemaTable.OBJECTS) {
      JsonObject schema = document.getValue("/components/schemas/" + name).asJsonObject();
      String text = schema.getString("description", "");
      page.append("### %s\n\n%s".formatted(name, text.isEmpty() ? "" : text + "\n\n"));
      page.append(tables.fields(schema));
    }
  }

  private static boolean isJson(JsonObject bodyOrResponse) {
    return bodyOrResponse.containsKey("content")
        && bodyOrResponse.getJsonObject("content").containsKey("application/json");
  }

  private static JsonObject schema(JsonObject bodyOrResponse) {
    return bodyOrResponse
        .getJsonObject("content")
        .values()
        .iterator()
        .next()
        .asJsonObject()
        .getJsonObject("schema");
  }

  private static String written(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  private static String indented(JsonValue value) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(value);
    }
    return text.toString().strip().replace("    ", "  ");
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }
}
