package dev.latchkey.jose;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one JSON object and nothing after it: UTF-8 only, no duplicate member, at most 32 levels.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 32;

  // Looked up once: JSON-P searches for its provider on every call of a static method.
  private static final JsonParserFactory PARSERS =
      JsonProvider.provider().createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private StrictJson() {}

  public static JsonObjectBuilder objectBuilder() {
    return BUILDERS.createObjectBuilder();
  }

  /** A builder that begins with the members of an object. */
  public static JsonObjectBuilder objectBuilder(JsonObject start) {
    return BUILDERS.createObjectBuilder(start);
  }

  public static JsonArrayBuilder arrayBuilder() {
    return BUILDERS.createArrayBuilder();
  }

  public static Optional<JsonObject> object(byte[] utf8) {
    try {
      return object(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  public static Optional<JsonObject> object(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() != Event.START_OBJECT) {
        return Optional.empty();
      }
      JsonObject object = restOfObject(parser, 1);
      return parser.hasNext() ? Optional.empty() : Optional.of(object);
    } catch (RuntimeException e) {
      // Providers differ in what they throw for bad syntax, a text that ends early and numbers they
      // cannot hold.
      return Optional.empty();
    }
  }

  private static JsonObject restOfObject(JsonParser parser, int depth) {
    JsonObjectBuilder object = BUILDERS.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      if (!names.add(name)) {
        throw new IllegalArgumentException("duplicate member");
      }
      object.add(name, value(parser, parser.next(), depth));
    }
    return object.build();
  }

  private static JsonArray restOfArray(JsonParser parser, int depth) {
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      array.add(value(parser, event, depth));
    }
    return array.build();
  }

  private static JsonValue value(JsonParser parser, Event event, int depth) {
    if (event != Event.START_OBJECT && event != Event.START_ARRAY) {
      return parser.getValue();
    }
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("too deep");
    }
    return event == Event.START_OBJECT
        ? restOfObject(parser, depth + 1)
        : restOfArray(parser, depth + 1);
  }
}
