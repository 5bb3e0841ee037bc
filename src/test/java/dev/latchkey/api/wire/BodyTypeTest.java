package dev.latchkey.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "application/json;",
        "application/json ; a=b;c=\"\\\"d;\"",
        "application/json; ;a=b "
      })
  void json_withAnyParameters_isRecognized(String header) {
    assertEquals(BodyType.JSON, BodyType.of(header));
  }

  @Test
  void form_isRecognized() {
    assertEquals(BodyType.FORM, BodyType.of("application/x-www-form-urlencoded; charset=utf-8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/problem+json",
        "*/*",
        "multipart/form-data; boundary=x"
      })
  void mediaType_unsupported_isOther(String header) {
    assertEquals(BodyType.OTHER, BodyType.of(header));
  }

  @Test
  void mediaType_veryLong_isMalformed() {
    assertEquals(BodyType.MALFORMED, BodyType.of("application/json" + ";".repeat(60_000)));
  }

  @Test
  void mediaType_missing_isOther() {
    assertEquals(BodyType.OTHER, BodyType.of(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "/",
        "//",
        "application/json; charset",
        "application/json; charset=",
        "application/json charset=a",
        "application/json, text/plain",
        "application /json",
        "application/json; a=\"b",
        "application/json; a=b c"
      })
  void mediaType_withInvalidSyntax_isMalformed(String header) {
    assertEquals(BodyType.MALFORMED, BodyType.of(header));
  }
}
