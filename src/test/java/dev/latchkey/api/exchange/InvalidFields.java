package dev.latchkey.api.exchange;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Bodies whose one field is invalid, each with its error, for all resources that read the field.
 */
public final class InvalidFields {

  private InvalidFields() {}

  /** The code of a second factor, which has up to 64 characters. */
  public static Stream<Arguments> codes() {
    return Stream.of(
        arguments("{}", "required:code"),
        arguments("{\"code\":null}", "required:code"),
        arguments("{\"code\":\"\"}", "required:code"),
        arguments("{\"code\":\" \\t\"}", "required:code"),
        arguments("{\"code\":123456}", "invalid:code"),
        arguments("{\"code\":true}", "invalid:code"),
        arguments("{\"code\":[\"123456\"]}", "invalid:code"),
        arguments("{\"code\":{\"code\":\"123456\"}}", "invalid:code"),
        arguments("{\"code\":\"" + "1".repeat(65) + "\"}", "max_length:code"),
        arguments("{\"code\":\"" + "1".repeat(64) + "\"}", "incorrect_code:code"),
        arguments("{\"code\":\" " + "1".repeat(64) + " \"}", "incorrect_code:code"));
  }

  /** A list of ids. */
  public static Stream<Arguments> ids(String field) {
    return Stream.of(
            arguments("null", "required"),
            arguments("[]", "required"),
            arguments("7", "invalid_list"),
            arguments("\"7\"", "invalid_list"),
            arguments("{\"id\":7}", "invalid_list"),
            arguments("[7" + ",7".repeat(1000) + "]", "invalid_list"),
            arguments("[null]", "invalid_pk_value"),
            arguments("[\"x\"]", "invalid_pk_value"),
            arguments("[7.0]", "invalid_pk_value"),
            arguments("[[7]]", "invalid_pk_value"),
            arguments("[9223372036854775808]", "invalid_pk_value"),
            arguments("[987654321]", "invalid_choice"),
            arguments("[\"-1\"]", "invalid_choice"))
        .map(
            row ->
                arguments(
                    "{\"%s\":%s}".formatted(field, row.get()[0]), row.get()[1] + ":" + field));
  }
}
