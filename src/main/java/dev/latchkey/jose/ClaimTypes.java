package dev.latchkey.jose;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types that registered claims must have (RFC 7519 §4.1), and how they are read. */
final class ClaimTypes {
  private static final List<String> TEXTS = List.of("iss", "sub", "jti", "sid", "token_use");
  private static final List<String> TIMES = List.of("exp", "iat", "nbf");

  /**
   * The last second of the year 9999. A larger number is not a date, and may be too large to
   * compute with.
   */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(253_402_300_799L);

  private static final int MAX_DECIMALS = 32;

  private ClaimTypes() {}

  /** Whether {@code exp} is present and every registered claim that is present has its type. */
  static boolean hold(JsonObject claims) {
    return claims.containsKey("exp")
        && TEXTS.stream()
            .allMatch(name -> !claims.containsKey(name) || claims.get(name) instanceof JsonString)
        && TIMES.stream()
            .allMatch(name -> !claims.containsKey(name) || time(claims, name).isPresent())
        && isAudience(claims.get("aud"));
  }

  static Optional<String> text(JsonObject claims, String name) {
    return claims.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  static Optional<Instant> time(JsonObject claims, String name) {
    if (!(claims.get(name) instanceof JsonNumber number)) {
      return Optional.empty();
    }
    BigDecimal seconds = number.bigDecimalValue();
    if (seconds.signum() < 0
        || seconds.scale() > MAX_DECIMALS
        || seconds.compareTo(MAX_SECONDS) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Instant.ofEpochMilli(seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValue()));
  }

  static List<String> audience(JsonObject claims) {
    JsonValue audience = claims.get("aud");
    if (audience instanceof JsonString text) {
      return List.of(text.getString());
    }
    return audience == null
        ? List.of()
        : audience.asJsonArray().getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
  }

  private static boolean isAudience(@Nullable JsonValue value) {
    return value == null
        || value instanceof JsonString
        || value.getValueType() == JsonValue.ValueType.ARRAY
            && value.asJsonArray().stream().allMatch(JsonString.class::isInstance);
  }
}
