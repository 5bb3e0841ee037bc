package dev.latchkey.api.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.wire.JsonBody.Parsed;
import dev.latchkey.api.wire.JsonBody.Rejected;
import dev.latchkey.api.wire.JsonInput.Numeral;
import dev.latchkey.api.wire.JsonInput.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @Test
  void body_absentOrEmpty_isTheEmptyObject() {
    assertTrue(parsed((byte[]) null).members().isEmpty());
    assertTrue(parsed(new byte[0]).members().isEmpty());
    assertTrue(parsed("{}").members().isEmpty());
    assertTrue(parsed(" \r\n\t{ } \n").members().isEmpty());
  }

  @Test
  void string_withEscapes_isDecoded() {
    JsonBody body =
        parsed("{\"a\\u0062\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u00e9 é \\ud83d\\udd11 🔑\"}");
    assertEquals(new Text("\"\\/\b\f\n\r\t é é 🔑 🔑"), body.members().get("ab"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "{",
        "}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"",
        "nonsense",
        "a=b&c=d",
        "<a/>",
        "// x\n{}",
        "{}x",
        "{}{}",
        "{} []",
        "{},",
        "{}}",
        "[1",
        "[]]"
      })
  void body_notJson_isRejected(String text) {
    assertRejected("invalid_json", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "\"x\"", "null", "true", "false", "5", "-1.5e3"})
  void json_notAnObject_isRejected(String text) {
    assertRejected("not_an_object", text);
  }

  @Test
  void body_otherThanUtf8WithoutByteOrderMark_isRejected() {
    assertRejected("invalid_encoding", "{\"a\":\"é\"}".getBytes(ISO_8859_1));
    assertRejected("invalid_encoding", "\uFEFF{}".getBytes(UTF_8));
    assertRejected("invalid_encoding", "\uFEFF{}".getBytes(UTF_16BE));
    assertRejected(
        "invalid_encoding", between("{\"a\":\"", new byte[] {(byte) 0xC0, (byte) 0x80}, "\"}"));
    assertRejected(
        "invalid_encoding",
        between("{\"a\":\"", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, "\"}"));
    assertRejected(
        "invalid_encoding", between("{\"a\":\"", new byte[] {(byte) 0xE2, (byte) 0x82}, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"x\\u0000\"}",
        "{\"\\u0000\":1}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\udd11\"}",
        "{\"a\":\"\\ud83dx\"}",
        "{\"a\":\"\\udd11\\ud83d\"}",
        "{\"a\":[{\"b\":\"\\ud83d\"}]}",
        "{\"\\ud83d\":1}",
        "{\"a\":\"\u0000\"}",
        "\u0000",
        "{\"a\":\"\u0007\"}"
      })
  void string_withNulOrLoneSurrogate_isRejected(String text) {
    assertRejected("invalid_characters", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"b\":2,\"\\u0061\":3}",
        "{\"x\":[{\"a\":null,\"a\":null}]}"
      })
  void name_twiceInOneObject_isRejected(String text) {
    assertRejected("duplicate_key", text);
  }

  @Test
  void name_inDifferentObjects_isAccepted() {
    assertEquals(2, parsed("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}").members().size());
  }

  @Test
  void depth_over32_isRejected() {
    parsed(nested(31));
    assertRejected("too_deep", nested(32));
    assertRejected("too_deep", "[".repeat(33) + "]".repeat(33));
    assertRejected("too_deep", "[".repeat(JsonBody.LARGEST));
    assertRejected("too_deep", "{\"a\":".repeat(10_000));
  }

  @Test
  void depth_isNotIncreasedBySiblings() {
    parsed("{\"a\":[" + "[],{},".repeat(1000) + "0]}");
  }

  @Test
  void body_overTheLargestSize_isRejected() {
    String frame = "{\"a\":\"\"}";
    String largest = "{\"a\":\"" + "x".repeat(JsonBody.LARGEST - frame.length()) + "\"}";
    parsed(largest);
    Rejected rejected =
        assertInstanceOf(Rejected.class, JsonBody.parse((largest + " ").getBytes(UTF_8)));
    assertEquals("too_large", rejected.error().code());
    assertEquals(413, rejected.status());
  }

  @Test
  void number_withHugeExponent_isReadWithoutComputingIt() {
    for (String number :
        new String[] {
          "1e999999999", "-1E-999999999", "9".repeat(60_000), "1e" + "9".repeat(5_000)
        }) {
      Numeral numeral = (Numeral) parsed("{\"a\":" + number + "}").members().get("a");
      assertEquals(OptionalLong.empty(), numeral.integer());
    }
  }

  @Test
  void toString_showsNoContent() {
    JsonBody body =
        parsed("{\"password\":\"hunter2\",\"n\":[4711],\"o\":{\"secret\":\"hunter2\"}}");
    String shown = body + " " + body.members() + " " + JsonBody.parse("{\"hunter2".getBytes(UTF_8));
    assertFalse(shown.contains("hunter2"));
    assertFalse(shown.contains("4711"));
  }

  @Test
  void body_garbled_causesNoException() {
    Random random = new Random(7);
    byte[] good =
        "{\"email\":\"a@b.example\",\"n\":[1,-2.5e3,true,null,{\"k\":\"\\u00e9\\ud83d\\udd11é🔑\"}]}"
            .getBytes(UTF_8);
    for (int i = 0; i < good.length; i++) {
      JsonBody.parse(Arrays.copyOf(good, i));
    }
    for (int round = 0; round < 20_000; round++) {
      byte[] garbled = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        int replacement =
            random.nextBoolean()
                ? random.nextInt(256)
                : "{}[]\",:\\u0e-".charAt(random.nextInt(12));
        garbled[random.nextInt(garbled.length)] = (byte) replacement;
      }
      JsonBody.parse(garbled);
    }
  }

  private static String nested(int inner) {
    return "{\"a\":" + "[".repeat(inner) + "]".repeat(inner) + "}";
  }

  private static byte[] between(String before, byte[] bytes, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before.getBytes(UTF_8));
    out.writeBytes(bytes);
    out.writeBytes(after.getBytes(UTF_8));
    return out.toByteArray();
  }

  private static JsonBody parsed(String text) {
    return parsed(text.getBytes(UTF_8));
  }

  private static JsonBody parsed(byte[] body) {
    return assertInstanceOf(Parsed.class, JsonBody.parse(body)).body();
  }

  private static void assertRejected(String code, String text) {
    assertRejected(code, text.getBytes(UTF_8));
  }

  private static void assertRejected(String code, byte[] body) {
    Rejected rejected = assertInstanceOf(Rejected.class, JsonBody.parse(body));
    assertEquals(code, rejected.error().code());
    assertEquals(400, rejected.status());
  }
}
