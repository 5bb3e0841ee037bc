package dev.latchkey.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.texts.ErrorCodes;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFieldsTest {

  @Test
  void parameter_valid_isReadAsItsType() {
    QueryFields query =
        query("q", " a b ", "active", "true", "after", "7", "since", "2026-01-31T12:00:00Z");
    assertEquals(Optional.of("a b"), query.text("q"));
    assertEquals(Optional.of(true), query.flag("active"));
    assertEquals(Optional.of(7L), query.number("after"));
    assertEquals(Optional.of(Instant.parse("2026-01-31T12:00:00Z")), query.time("since"));
    assertEquals(List.of(), query.errors());
  }

  @Test
  void parameter_givenTwice_hasItsFirstValue() {
    assertEquals(Optional.of("a"), query("q", "a", "q", "b").text("q"));
  }

  @Test
  void parameter_missing_isEmptyAndValid() {
    for (QueryFields query :
        List.of(query(), query("q", ""), query("q", " "), query("other", "\u0000"))) {
      assertEquals(Optional.empty(), query.text("q"));
      assertTrue(query.errors().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb"})
  void parameter_withControlCharacters_isRejectedByName(String text) {
    QueryFields query = query("q", text);
    assertEquals(Optional.empty(), query.text("q"));
    assertEquals(List.of(new ApiError(ErrorCodes.INVALID, "q")), query.errors());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "201",
        "-1",
        "+5",
        " 5",
        "5 ",
        " ",
        "1.5",
        "1e1",
        "0x5",
        "x",
        "\u0663",
        "\uff15",
        "\ud835\udfd7",
        "5\u0000",
        "5_0",
        "5L",
        "99999999999999999999"
      })
  void pageSize_otherThanDigitsWithinItsBounds_isRejectedWithThem(String limit) {
    QueryFields query = query("limit", limit);
    query.limit();
    assertEquals(
        List.of(new ApiError(ErrorCodes.INVALID_INTEGER, "limit", 1L, 200L)), query.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+5", " 5", "\u0663", "9223372036854775808"})
  void number_otherThanDigits_isRejected(String number) {
    QueryFields query = query("after", number);
    assertEquals(Optional.empty(), query.number("after"));
    assertEquals(
        List.of(new ApiError(ErrorCodes.INVALID_INTEGER, "after", 0L, Long.MAX_VALUE)),
        query.errors());
  }

  @Test
  void number_atItsBounds_isValid() {
    assertEquals(Optional.of(0L), query("a", "0").number("a"));
    assertEquals(Optional.of(7L), query("a", "007").number("a"));
    assertEquals(Optional.of(Long.MAX_VALUE), query("a", "" + Long.MAX_VALUE).number("a"));
    assertEquals(200, query("limit", "200").limit());
    assertEquals(50, query("limit", "").limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+5", "\u0663", "-1", "99999999999999999999", "+2026-01-31T12:00:00Z"})
  void time_inOtherDigits_isRejected(String time) {
    QueryFields query = query("since", time);
    query.time("since");
    assertEquals(List.of(new ApiError(ErrorCodes.INVALID, "since")), query.errors());
  }

  private static QueryFields query(String... namesAndValues) {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new QueryFields(parameters);
  }
}
