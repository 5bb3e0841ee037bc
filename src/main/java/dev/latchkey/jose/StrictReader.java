package dev.latchkey.jose;

import dev.latchkey.jose.InvalidJson.Flaw;
import dev.latchkey.jose.StrictJson.Values;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds values from the events of the server's parser. Decides what parsers handle differently:
 * duplicate names, depth, text after the end, and lone surrogates.
 */
final class StrictReader<T> {

  private final JsonParser events;
  private final Values<T> values;
  private int depth;

  StrictReader(JsonParser events, Values<T> values) {
    this.events = events;
    this.values = values;
  }

  T object() throws InvalidJson {
    Event first = events.next();
    T root = value(first);
    if (events.hasNext()) {
      throw new InvalidJson(Flaw.SYNTAX);
    }
    if (first != Event.START_OBJECT) {
      throw new InvalidJson(Flaw.NOT_AN_OBJECT);
    }
    return root;
  }

  private T value(Event event) throws InvalidJson {
    return switch (event) {
      case START_OBJECT -> restOfObject();
      case START_ARRAY -> restOfArray();
      case VALUE_STRING -> values.text(checked(events.getString()));
      case VALUE_NUMBER -> values.number(events);
      case VALUE_TRUE -> values.flag(true);
      case VALUE_FALSE -> values.flag(false);
      case VALUE_NULL -> values.nothing();
      default -> throw new InvalidJson(Flaw.SYNTAX);
    };
  }

  private T restOfObject() throws InvalidJson {
    deeper();
    Map<String, T> members = new LinkedHashMap<>();
    for (Event event = events.next(); event != Event.END_OBJECT; event = events.next()) {
      if (event != Event.KEY_NAME) {
        throw new InvalidJson(Flaw.SYNTAX);
      }
      String name = checked(events.getString());
      if (members.containsKey(name)) {
        throw new InvalidJson(Flaw.DUPLICATE_NAME);
      }
      members.put(name, value(events.next()));
    }
    depth--;
    return values.object(members);
  }

  private T restOfArray() throws InvalidJson {
    deeper();
    List<T> items = new ArrayList<>();
    for (Event event = events.next(); event != Event.END_ARRAY; event = events.next()) {
      items.add(value(event));
    }
    depth--;
    return values.array(items);
  }

  private void deeper() throws InvalidJson {
    depth++;
    if (depth > StrictJson.MAX_DEPTH) {
      throw new InvalidJson(Flaw.TOO_DEEP);
    }
  }

  /** Checks a string or name with its escapes resolved: no NUL, and every surrogate in a pair. */
  private static String checked(String value) throws InvalidJson {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        throw new InvalidJson(Flaw.CHARACTERS);
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
          throw new InvalidJson(Flaw.CHARACTERS);
        }
      }
    }
    return value;
  }
}
