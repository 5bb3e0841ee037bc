package dev.latchkey.api.wire;

import dev.latchkey.api.wire.JsonInput.Flag;
import dev.latchkey.api.wire.JsonInput.Items;
import dev.latchkey.api.wire.JsonInput.Members;
import dev.latchkey.api.wire.JsonInput.Null;
import dev.latchkey.api.wire.JsonInput.Numeral;
import dev.latchkey.api.wire.JsonInput.Text;
import dev.latchkey.jose.StrictJson;
import jakarta.json.stream.JsonParser;
import java.util.List;
import java.util.Map;

/**
 * Creates the values of bodies: {@code toString} does not show them, and numbers are not converted.
 */
final class JsonInputs implements StrictJson.Values<JsonInput> {

  @Override
  public JsonInput text(String value) {
    return new Text(value);
  }

  @Override
  public JsonInput number(JsonParser parser) {
    return new Numeral(parser.getString());
  }

  @Override
  public JsonInput flag(boolean value) {
    return new Flag(value);
  }

  @Override
  public JsonInput nothing() {
    return Null.NULL;
  }

  @Override
  public JsonInput array(List<JsonInput> items) {
    return new Items(items);
  }

  @Override
  public JsonInput object(Map<String, JsonInput> members) {
    return new Members(members);
  }
}
