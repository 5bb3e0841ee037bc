package dev.latchkey.api.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes an OpenAPI document consistent after members were removed: removes references to components
 * that no longer exist, and components without references.
 */
final class References {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String COMPONENTS = "#/components/";
  private static final String SCHEMES = "securitySchemes";

  private final JsonObject document;

  private References(JsonObject document) {
    this.document = document;
  }

  static JsonObject repaired(JsonObject document) {
    JsonObject before = document;
    JsonObject after = new References(before).step();
    while (!after.equals(before)) {
      before = after;
      after = new References(before).step();
    }
    return after;
  }

  private JsonObject step() {
    JsonObject resolved = resolved(document);
    Set<String> used = new HashSet<>();
    collect(resolved, used);
    JsonObjectBuilder components = JSON.createObjectBuilder();
    resolved
        .getJsonObject("components")
        .forEach((kind, all) -> components.add(kind, kept(kind, all.asJsonObject(), used)));
    return JSON.createObjectBuilder(resolved)
        .add("components", components)
        .add("tags", kept(resolved.getJsonArray("tags"), used))
        .build();
  }

  private JsonObject resolved(JsonObject object) {
    JsonObjectBuilder members = JSON.createObjectBuilder();
    object.forEach(
        (name, value) -> {
          if (!isDangling(value)) {
            members.add(name, name.equals("security") ? met(value.asJsonArray()) : resolved(value));
          }
        });
    return members.build();
  }

  private JsonValue resolved(JsonValue value) {
    if (value instanceof JsonArray array) {
      JsonArrayBuilder items = JSON.createArrayBuilder();
      array.stream().filter(item -> !isDangling(item)).map(this::resolved).forEach(items::add);
      return items.build();
    }
    return value instanceof JsonObject object ? resolved(object) : value;
  }

  private boolean isDangling(JsonValue value) {
    String reference = value instanceof JsonObject object ? object.getString("$ref", "") : "";
    if (!reference.startsWith(COMPONENTS)) {
      return false;
    }
    String[] kindAndName = reference.substring(COMPONENTS.length()).split("/");
    return !components(kindAndName[0]).containsKey(kindAndName[1]);
  }

  /** The requirements whose schemes all exist. */
  private JsonArray met(JsonArray requirements) {
    JsonArrayBuilder met = JSON.createArrayBuilder();
    requirements.stream()
        .filter(r -> components(SCHEMES).keySet().containsAll(r.asJsonObject().keySet()))
        .forEach(met::add);
    return met.build();
  }

  private JsonObject components(String kind) {
    return document.getJsonObject("components").getJsonObject(kind);
  }

  private static JsonObject kept(String kind, JsonObject all, Set<String> used) {
    JsonObjectBuilder kept = JSON.createObjectBuilder();
    all.forEach(
        (name, value) -> {
          if (kind.equals(SCHEMES) || used.contains(COMPONENTS + kind + "/" + name)) {
            kept.add(name, value);
          }
        });
    return kept.build();
  }

  private static JsonArray kept(JsonArray tags, Set<String> used) {
    JsonArrayBuilder kept = JSON.createArrayBuilder();
    tags.stream()
        .filter(tag -> used.contains(tag.asJsonObject().getString("name")))
        .forEach(kept::add);
    return kept.build();
  }

  /** Adds all references, and the tags that operations name. */
  private static void collect(JsonValue value, Set<String> used) {
    if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, used));
    } else if (value instanceof JsonObject object) {
      object.forEach(
          (name, member) -> {
            if (member instanceof JsonString text && name.equals("$ref")) {
              used.add(text.getString());
            } else if (member instanceof JsonArray tags && name.equals("tags")) {
              tags.forEach(tag -> used.add(tag instanceof JsonString t ? t.getString() : ""));
            }
            collect(member, used);
          });
    }
  }
}
