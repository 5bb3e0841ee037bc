package dev.latchkey.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegersTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 5, -5, 200, Long.MAX_VALUE, Long.MIN_VALUE})
  void number_inAsciiDigits_isRead(long number) {
    assertEquals(OptionalLong.of(number), Integers.parse(Long.toString(number)));
    assertEquals(OptionalLong.of(number), new JsonInput.Numeral(Long.toString(number)).integer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--5",
        "+5",
        "-+5",
        " 5",
        "5 ",
        "5.0",
        "1e3",
        "0x5",
        "5L",
        "\u0663",
        "\uff15",
        "-\u0663",
        "\u096b",
        "9223372036854775808",
        "-9223372036854775809",
        "000000000000000000005"
      })
  void text_ofAnyOtherForm_isNone(String text) {
    assertEquals(OptionalLong.empty(), Integers.parse(text));
  }

  @Test
  void id_inOtherDigits_isInvalidInABody() {
    for (String id : new String[] {"+5", "\u0663"}) {
      String json = "{\"id\":\"" + id + "\",\"ids\":[\"" + id + "\"]}";
      JsonBody.Parsed parsed =
          (JsonBody.Parsed) JsonBody.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      Fields fields = new Fields(parsed.body());
      fields.requiredId("id");
      fields.requiredIds("ids");
      assertEquals(
          java.util.List.of("invalid_choice", "invalid_pk_value"),
          fields.errors().stream().map(ApiError::code).toList());
    }
  }
}
