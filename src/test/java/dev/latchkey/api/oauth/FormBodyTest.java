package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormBodyTest {

  @Test
  void value_withEscapesAndPlusSigns_isDecoded() {
    FormBody form = parse("token=a%2Bb+c&client_id=caf%C3%A9").orElseThrow();
    assertEquals(Optional.of("a+b c"), form.value("token"));
    assertEquals(Optional.of("café"), form.value("client_id"));
  }

  @Test
  void parameter_withoutValue_countsAsMissing() {
    assertEquals(Optional.empty(), parse("token=&x").orElseThrow().value("token"));
    assertEquals(Optional.empty(), parse("").orElseThrow().value("token"));
  }

  @Test
  void body_malformed_isRejected() {
    for (String body : List.of("a=1&a=2", "a=%4", "a=%zz", "a=%", "a=%FF", "%C3=1")) {
      assertTrue(parse(body).isEmpty(), body);
    }
    assertTrue(parse("a=" + "x".repeat(FormBody.LARGEST)).isEmpty());
  }

  @Test
  void toString_showsNoContent() {
    assertFalse(parse("token=hush").orElseThrow().toString().contains("hush"));
  }

  private static Optional<FormBody> parse(String body) {
    return FormBody.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
