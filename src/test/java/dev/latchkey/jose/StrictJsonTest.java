package dev.latchkey.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.InvalidJson.Flaw;
import jakarta.json.stream.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void object_valid_hasItsMembersInTheirOrder() {
    String text = "{\"b\":[1,-2.5,true,false,null],\"a\":{\"c\":\"\\u00e9\"}}";
    assertEquals(
        "{\"b\":[1,-2.5,true,false,null],\"a\":{\"c\":\"é\"}}",
        StrictJson.object(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SYNTAX | {",
        "SYNTAX | {\"a\":1,}",
        "SYNTAX | {} {}",
        "SYNTAX | {}x",
        "NOT_AN_OBJECT | []",
        "NOT_AN_OBJECT | 1",
        "DUPLICATE_NAME | {\"a\":1,\"a\":1}",
        "DUPLICATE_NAME | {\"x\":[{\"a\":1,\"\\u0061\":2}]}",
        "CHARACTERS | {\"a\":\"\\u0000\"}",
        "CHARACTERS | {\"\\ud83d\":1}",
        "CHARACTERS | {\"a\":\"\\udd11\"}"
      })
  void object_flawed_isRejectedForThat(Flaw flaw, String text) {
    assertFlaw(flaw, text.getBytes(UTF_8));
    assertTrue(StrictJson.object(text).isEmpty());
    assertTrue(StrictJson.object(text.getBytes(UTF_8)).isEmpty());
  }

  @Test
  void object_otherEncoding_isRejected() {
    assertFlaw(Flaw.ENCODING, "{\"a\":\"é\"}".getBytes(ISO_8859_1));
    assertFlaw(Flaw.ENCODING, "\uFEFF{}".getBytes(UTF_8));
  }

  @Test
  void object_deeperThanTheLimit_isRejected() {
    String limit = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}";
    assertTrue(StrictJson.object(limit).isPresent());
    assertFlaw(Flaw.TOO_DEEP, ("{\"a\":" + limit + "}").getBytes(UTF_8));
    assertFlaw(Flaw.TOO_DEEP, "[".repeat(100_000).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_200, 60_000})
  void object_numberTheProviderCannotHold_isRejected(int digits) {
    assertTrue(StrictJson.object("{\"a\":" + "9".repeat(digits) + "}").isEmpty());
  }

  @Test
  void object_ofOwnValues_hasNumbersAsWritten() throws InvalidJson {
    byte[] text = ("{\"a\":[1e999999999,\"b\",null,true]," + "\"c\":0.10}").getBytes(UTF_8);
    assertEquals("{a=[1e999999999, b, null, true], c=0.10}", StrictJson.object(text, new Texts()));
  }

  private static void assertFlaw(Flaw flaw, byte[] text) {
    InvalidJson rejected =
        assertThrows(InvalidJson.class, () -> StrictJson.object(text, new Texts()));
    assertEquals(flaw, rejected.flaw());
  }

  private static final class Texts implements StrictJson.Values<String> {

    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String number(JsonParser parser) {
      return parser.getString();
    }

    @Override
    public String flag(boolean value) {
      return Boolean.toString(value);
    }

    @Override
    public String nothing() {
      return "null";
    }

    @Override
    public String array(List<String> items) {
      return items.toString();
    }

    @Override
    public String object(Map<String, String> members) {
      return members.toString();
    }
  }
}
