package dev.latchkey.api.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.wire.JsonBody.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":null}", "{\"a\":\"\"}", "{\"a\":\" \\t\\n\\u2003\"}"})
  void text_missingNullEmptyOrBlank_isRequired(String json) {
    Fields fields = fields(json);
    assertEquals("", fields.requiredText("a", 10));
    assertErrors(fields, "required a");
    assertEquals(Optional.empty(), fields(json).text("a", 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1e999999999", "true", "false", "[]", "[\"x\"]", "{}", "{\"b\":1}"})
  void text_ofAnotherType_isInvalidOnly(String value) {
    Fields fields = fields("{\"a\":" + value + "}");
    fields.requiredText("a", 10);
    fields.requiredVerbatim("a", 10);
    fields.requiredEmail("a");
    fields.requiredUsername("a");
    assertErrors(fields, "invalid a");
    assertFalse(fields.isText("a"));
    assertFalse(fields.isAbsent("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":{\"b\":1}}", "{\"a\":\"{\\\"b\\\":1}\"}"})
  void object_asSuchOrAsTextOfJson_isRead(String json) {
    Fields fields = fields(json);
    assertEquals(Set.of("b"), fields.requiredObject("a").values().keySet());
    assertErrors(fields);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"x\"", "\"[]\"", "\"null\"", "\"{\"", "5", "[]", "true"})
  void object_ofAnotherType_isInvalid(String value) {
    Fields fields = fields("{\"a\":" + value + "}");
    fields.requiredObject("a");
    assertErrors(fields, "invalid a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"{}\""})
  void object_missingOrEmpty_isRequired(String value) {
    Fields fields = fields("{\"a\":" + value + "}");
    fields.requiredObject("a");
    assertErrors(fields, "required a");
  }

  @Test
  void text_isStripped_andPasswordsAreNot() {
    Fields fields = fields("{\"a\":\" x y\\u00a0 \",\"p\":\" \\t p \",\"blank\":\"   \"}");
    assertEquals("x y\u00a0", fields.requiredText("a", 10));
    assertEquals(" \t p ", fields.requiredVerbatim("p", 10));
    assertEquals("   ", fields.requiredVerbatim("blank", 10));
    assertErrors(fields);
  }

  @Test
  void password_length_isThatOfTheFormThatIsHashed() {
    Fields fields = fields("{\"p\":\"e\\u0301e\\u0301\",\"q\":\"\\uFB2C\"}");
    assertEquals("e\u0301e\u0301", fields.requiredVerbatim("p", 2));
    assertErrors(fields);
    fields.requiredVerbatim("q", 2);
    assertErrors(fields, "max_length q");
  }

  @Test
  void password_empty_isRequired() {
    Fields fields = fields("{\"p\":\"\",\"q\":null}");
    fields.requiredVerbatim("p", 10);
    fields.requiredVerbatim("q", 10);
    fields.requiredVerbatim("r", 10);
    assertErrors(fields, "required p", "required q", "required r");
  }

  @Test
  void length_isMeasuredAfterStripping() {
    Fields fields = fields("{\"a\":\" 12345 \",\"b\":\"123456\",\"p\":\"12345 \"}");
    assertEquals("12345", fields.requiredText("a", 5));
    assertEquals("", fields.requiredText("b", 5));
    assertEquals("", fields.requiredVerbatim("p", 5));
    assertErrors(fields, "max_length b", "max_length p");
    assertEquals(List.of(5), fields.errors().get(0).args());
  }

  @Test
  void field_null_isAbsent_andAnEmptyStringIsNot() {
    Fields fields = fields("{\"n\":null,\"e\":\"\"}");
    assertTrue(fields.isAbsent("n"));
    assertTrue(fields.isAbsent("missing"));
    assertFalse(fields.isAbsent("e"));
    assertTrue(fields.isText("e"));
    assertFalse(fields.isText("n"));
  }

  @Test
  void address_isTrimmed_andKeepsItsCase() {
    Fields fields = fields("{\"a\":\" Ada@Example.ORG \",\"b\":\"nonsense\",\"c\":\"\"}");
    assertEquals("Ada@Example.ORG", fields.requiredEmail("a"));
    fields.requiredEmail("b");
    fields.requiredEmail("c");
    assertErrors(fields, "invalid b", "required c");
    assertEquals(Optional.empty(), fields.email("missing"));
  }

  @Test
  void username_tooLongWithInvalidCharacters_isRejectedForOneReason() {
    Fields fields =
        fields("{\"a\":\" ada \",\"b\":\"has space\",\"c\":\"" + "x y".repeat(51) + "\"}");
    assertEquals("ada", fields.requiredUsername("a"));
    fields.requiredUsername("b");
    fields.requiredUsername("c");
    fields.requiredUsername("d");
    assertErrors(fields, "invalid b", "max_length c", "required d");
  }

  @Test
  void flag_ofAnotherType_isRejected() {
    Fields fields = fields("{\"t\":true,\"f\":false,\"n\":null,\"s\":\"true\",\"i\":1}");
    assertEquals(Optional.of(true), fields.flag("t"));
    assertEquals(Optional.of(false), fields.flag("f"));
    assertEquals(Optional.empty(), fields.flag("n"));
    assertErrors(fields);
    fields.flag("s");
    fields.flag("i");
    assertErrors(fields, "invalid s", "invalid i");
  }

  @Test
  void flag_thatMustBeTrue_isRequired() {
    Fields fields = fields("{\"t\":true,\"f\":false,\"s\":\"true\"}");
    fields.requireTrue("t");
    fields.requireTrue("f");
    fields.requireTrue("missing");
    fields.requireTrue("s");
    assertErrors(fields, "required f", "required missing", "invalid s");
  }

  @Test
  void list_withOtherThanStrings_isRejected() {
    Fields fields = fields("{\"a\":[\" x \",\"y\"],\"b\":[\"x\",1],\"c\":\"x\",\"n\":null}");
    assertEquals(List.of("x", "y"), fields.texts("a"));
    assertEquals(List.of(), fields.texts("n"));
    assertErrors(fields);
    assertEquals(List.of(), fields.texts("b"));
    assertEquals(List.of(), fields.texts("c"));
    assertErrors(fields, "invalid b", "invalid_list c");
  }

  @Test
  void ids_areDistinctIntegers() {
    assertEquals(List.of(3L, 1L, 2L), fields("{\"s\":[3,1,\"2\",3]}").requiredIds("s"));
    assertIdsRejected("required", "{}");
    assertIdsRejected("required", "{\"s\":null}");
    assertIdsRejected("required", "{\"s\":[]}");
    assertIdsRejected("invalid_list", "{\"s\":\"x\"}");
    assertIdsRejected("invalid_list", "{\"s\":[" + "1,".repeat(1000) + "1]}");
    for (String item :
        List.of(
            "\"x\"", "1.5", "1e3", "1e999999999", "9223372036854775808", "null", "[1]", "true")) {
      assertIdsRejected("invalid_pk_value", "{\"s\":[1," + item + "]}");
    }
  }

  @Test
  void errors_keepTheirOrder_andAreNotRepeated() {
    Fields fields = fields("{}");
    fields.requiredText("b", 5);
    fields.requiredText("a", 5);
    fields.requiredText("b", 5);
    fields.reject("password_too_short", "password", 8);
    fields.reject("password_too_common", "password");
    assertErrors(
        fields,
        "required b",
        "required a",
        "password_too_short password",
        "password_too_common password");
    assertTrue(fields.hasErrors());
  }

  private static void assertIdsRejected(String code, String json) {
    Fields fields = fields(json);
    assertEquals(List.of(), fields.requiredIds("s"));
    assertErrors(fields, code + " s");
  }

  private static void assertErrors(Fields fields, String... expected) {
    assertEquals(
        List.of(expected), fields.errors().stream().map(e -> e.code() + " " + e.param()).toList());
    assertEquals(expected.length > 0, fields.hasErrors());
  }

  private static Fields fields(String json) {
    return new Fields(assertInstanceOf(Parsed.class, JsonBody.parse(json.getBytes(UTF_8))).body());
  }
}
