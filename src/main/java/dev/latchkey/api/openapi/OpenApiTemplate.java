package dev.latchkey.api.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in a JSON document. Objects of the template may have members that are instructions:
 *
 * <ul>
 *   <li>{@code x-when}, a condition, {@code !} before it for its opposite: the object is left out
 *       unless it holds;
 *   <li>{@code x-value}: stands in the place of the object;
 *   <li>{@code x-also}, a name or several: the object has the members of those in {@code x-shared},
 *       too, unless it has its own;
 *   <li>{@code x-json}, a schema: becomes {@code content} of the type {@code application/json};
 *   <li>{@code x-refuses}: as {@code x-json}, with the schema of a {@link RefusalSchema}.
 * </ul>
 *
 * <p>{@code ${name}} in a string or a member's name is replaced by the value of that name; where it
 * is the whole string, by a number if the value is one. Unknown names are refused: the template is
 * ours.
 */
final class OpenApiTemplate {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");

  private final Map<String, Boolean> conditions;
  private final Map<String, JsonValue> values;
  private JsonObject shared;

  OpenApiTemplate(Map<String, Boolean> conditions, Map<String, JsonValue> values) {
    this.conditions = conditions;
    this.values = values;
  }

  JsonObject fill(JsonObject template) {
    shared = template.getJsonObject("x-shared");
    return resolve(JSON.createObjectBuilder(template).remove("x-shared").build())
        .orElseThrow()
        .asJsonObject();
  }

  private Optional<JsonValue> resolve(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> object(value.asJsonObject());
      case ARRAY -> Optional.of(array(value.asJsonArray()));
      case STRING -> Optional.of(text(((JsonString) value).getString()));
      default -> Optional.of(value);
    };
  }

  private Optional<JsonValue> object(JsonObject object) {
    if (object.containsKey("x-when") && !holds(object.getString("x-when"))) {
      return Optional.empty();
    }
    if (object.containsKey("x-value")) {
      return resolve(object.get("x-value"));
    }
    JsonObjectBuilder members = JSON.createObjectBuilder();
    object.forEach((name, value) -> resolve(value).ifPresent(v -> add(members, name, v)));
    JsonObject own = members.build();
    return Optional.of(
        object.containsKey("x-also")
            ? JSON.createObjectBuilder(own).addAll(also(object, own)).build()
            : own);
  }

  private JsonArray array(JsonArray array) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    array.forEach(item -> resolve(item).ifPresent(items::add));
    return items.build();
  }

  private void add(JsonObjectBuilder members, String name, JsonValue value) {
    switch (name) {
      case "x-when", "x-also" -> {}
      case "x-json" -> members.add("content", content(value));
      case "x-refuses" -> members.add("content", content(RefusalSchema.of(value.asJsonObject())));
      default -> members.add(written(text(name)), value);
    }
  }

  /** What an object has from others: all that is not among its own members. */
  private JsonObjectBuilder also(JsonObject object, JsonObject own) {
    JsonObjectBuilder members = JSON.createObjectBuilder();
    JsonValue names = resolve(object.get("x-also")).orElse(JsonValue.EMPTY_JSON_ARRAY);
    for (JsonValue name : names instanceof JsonArray several ? several : List.of(names)) {
      JsonObject group =
          resolve(known(shared, ((JsonString) name).getString())).orElseThrow().asJsonObject();
      group.entrySet().stream()
          .filter(member -> !own.containsKey(member.getKey()))
          .forEach(member -> members.add(member.getKey(), member.getValue()));
    }
    return members;
  }

  private static JsonObject content(JsonValue schema) {
    return JSON.createObjectBuilder()
        .add("application/json", JSON.createObjectBuilder().add("schema", schema))
        .build();
  }

  private JsonValue text(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.matches()) {
      return known(values, placeholder.group(1));
    }
    return JSON.createValue(
        placeholder.replaceAll(p -> Matcher.quoteReplacement(written(known(values, p.group(1))))));
  }

  private static String written(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  private boolean holds(String condition) {
    return condition.startsWith("!")
        ? !known(conditions, condition.substring(1))
        : known(conditions, condition);
  }

  private static <T> T known(Map<String, ? extends T> all, String name) {
    return Optional.<T>ofNullable(all.get(name))
        .orElseThrow(() -> new NoSuchElementException(name));
  }
}
