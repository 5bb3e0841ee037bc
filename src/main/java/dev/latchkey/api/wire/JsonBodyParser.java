package dev.latchkey.api.wire;

import dev.latchkey.api.wire.JsonInput.Flag;
import dev.latchkey.api.wire.JsonInput.Items;
import dev.latchkey.api.wire.JsonInput.Members;
import dev.latchkey.api.wire.JsonInput.Null;
import dev.latchkey.api.wire.JsonInput.Numeral;
import dev.latchkey.api.wire.JsonInput.Text;
import dev.latchkey.texts.ErrorCodes;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Builds the tree from the events of the server's parser. What parsers treat differently (names
 * given twice, depth, text after the end) is decided here.
 */
final class JsonBodyParser {

  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private final JsonParser events;
  private int depth;

  private JsonBodyParser(JsonParser events) {
    this.events = events;
  }

  static Members parse(String text) {
    try (JsonParser events = PARSERS.createParser(new StringReader(text))) {
      return new JsonBodyParser(events).body();
    } catch (JsonException | IllegalStateException | NoSuchElementException notJson) {
      throw new RefusedBody(ErrorCodes.INVALID_JSON);
    }
  }

  private Members body() {
    JsonInput root = value(events.next());
    if (events.hasNext()) {
      throw new RefusedBody(ErrorCodes.INVALID_JSON);
    }
    if (root instanceof Members members) {
      return members;
    }
    throw new RefusedBody(ErrorCodes.NOT_AN_OBJECT);
  }

  private JsonInput value(Event event) {
    return switch (event) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Text(BodyText.checked(events.getString()));
      case VALUE_NUMBER -> new Numeral(events.getString());
      case VALUE_TRUE -> new Flag(true);
      case VALUE_FALSE -> new Flag(false);
      case VALUE_NULL -> Null.NULL;
      default -> throw new RefusedBody(ErrorCodes.INVALID_JSON);
    };
  }

  private Members object() {
    deeper();
    Map<String, JsonInput> members = new HashMap<>();
    for (Event event = events.next(); event != Event.END_OBJECT; event = events.next()) {
      if (event != Event.KEY_NAME) {
        throw new RefusedBody(ErrorCodes.INVALID_JSON);
      }
      String name = BodyText.checked(events.getString());
      if (members.containsKey(name)) {
        throw new RefusedBody(ErrorCodes.DUPLICATE_KEY);
      }
      members.put(name, value(events.next()));
    }
    depth--;
    return new Members(members);
  }

  private Items array() {
    deeper();
    List<JsonInput> items = new ArrayList<>();
    for (Event event = events.next(); event != Event.END_ARRAY; event = events.next()) {
      items.add(value(event));
    }
    depth--;
    return new Items(items);
  }

  private void deeper() {
    depth++;
    if (depth > JsonBody.DEEPEST) {
      throw new RefusedBody(ErrorCodes.TOO_DEEP, JsonBody.DEEPEST);
    }
  }
}
