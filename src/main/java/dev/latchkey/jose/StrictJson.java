package dev.latchkey.jose;

import dev.latchkey.jose.InvalidJson.Flaw;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a text that is exactly one JSON object: parts of tokens, keys, and bodies of requests.
 * Rejects what {@link InvalidJson.Flaw} lists. Thread-safe.
 *
 * <p>The server's parser checks the syntax; this package checks the rest. {@code
 * JsonConfig.KEY_STRATEGY} applies only to JSON-P's readers, which ignore text after the object,
 * limit the depth in different ways, and do not report which flaw they found.
 */
public final class StrictJson {

  /** The maximum number of nested objects and arrays, including the outermost. */
  public static final int MAX_DEPTH = 32;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  // Looked up once, because JSON-P searches for its provider on every call of a static method.
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = JSON.createBuilderFactory(Map.of());

  private StrictJson() {}

  /** Creates the values of a text. */
  public interface Values<T> {

    /** A string, without NUL and lone surrogates. */
    T text(String value);

    /** The number at the parser's position, which may have any length. */
    T number(JsonParser parser);

    T flag(boolean value);

    /** The literal {@code null}. */
    T nothing();

    T array(List<T> items);

    /** An object, with its members in the order of the text. */
    T object(Map<String, T> members);
  }

  public static JsonObjectBuilder objectBuilder() {
    return BUILDERS.createObjectBuilder();
  }

  /** A builder that already has the members of an object. */
  public static JsonObjectBuilder objectBuilder(JsonObject start) {
    return BUILDERS.createObjectBuilder(start);
  }

  public static JsonArrayBuilder arrayBuilder() {
    return BUILDERS.createArrayBuilder();
  }

  /** The object in a text; empty if it is rejected. */
  public static Optional<JsonObject> object(byte[] utf8) {
    try {
      return Optional.of(object(utf8, new JsonpValues()).asJsonObject());
    } catch (InvalidJson rejected) {
      return Optional.empty();
    }
  }

  /** The object in a text; empty if it is rejected. */
  public static Optional<JsonObject> object(String text) {
    try {
      return Optional.of(object(text, new JsonpValues()).asJsonObject());
    } catch (InvalidJson rejected) {
      return Optional.empty();
    }
  }

  /** The object in a text in UTF-8, with values created by the caller. */
  public static <T> T object(byte[] utf8, Values<T> values) throws InvalidJson {
    try {
      return object(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), values);
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidJson(Flaw.ENCODING);
    }
  }

  private static <T> T object(String text, Values<T> values) throws InvalidJson {
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new InvalidJson(Flaw.ENCODING);
    }
    // Servers' parsers differ on raw control characters, so texts with them are rejected first.
    if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      throw new InvalidJson(Flaw.CHARACTERS);
    }
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      return new StrictReader<>(parser, values).object();
    } catch (RuntimeException e) {
      // Providers throw different exceptions for invalid syntax, incomplete texts and numbers out
      // of their range.
      throw new InvalidJson(Flaw.SYNTAX);
    }
  }

  private static final class JsonpValues implements Values<JsonValue> {

    @Override
    public JsonValue text(String value) {
      return JSON.createValue(value);
    }

    @Override
    public JsonValue number(JsonParser parser) {
      return parser.getValue();
    }

    @Override
    public JsonValue flag(boolean value) {
      return value ? JsonValue.TRUE : JsonValue.FALSE;
    }

    @Override
    public JsonValue nothing() {
      return JsonValue.NULL;
    }

    @Override
    public JsonValue array(List<JsonValue> items) {
      JsonArrayBuilder array = BUILDERS.createArrayBuilder();
      items.forEach(array::add);
      return array.build();
    }

    @Override
    public JsonValue object(Map<String, JsonValue> members) {
      JsonObjectBuilder object = BUILDERS.createObjectBuilder();
      members.forEach(object::add);
      return object.build();
    }
  }
}
