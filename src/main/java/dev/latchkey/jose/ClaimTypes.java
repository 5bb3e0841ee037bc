package dev.latchkey.jose;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that registered claims must have (RFC 7519 §4.1), and how they are read. */
final class ClaimTypes {
  /**
   * The last second of the year 9999. A larger number is not a date, and may be too large to
   * compute with.
   */
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(253_402_300_799L);

  private static final int MAX_DECIMALS = 32;

  private ClaimTypes() {}

  /** Whether {@code exp} is present and every registered claim that is present has its type. */
  static boolean hold(JsonObject claims) {
    if (!claims.containsKey("exp")) {
      return false;
    }
    for (Map.Entry<String, JsonValue> claim : claims.entrySet()) {
      if (!holds(claims, claim.getKey(), claim.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(JsonObject claims, String name, JsonValue value) {
    return switch (name) {
      case "iss", "sub", "jti", "sid", "token_use" -> value instanceof JsonString;
      case "exp", "iat", "nbf" -> time(claims, name).isPresent();
      case "aud" -> isAudience(value);
      default -> true;
    };
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

  private static boolean isAudience(JsonValue value) {
    return value instanceof JsonString
        || value.getValueType() == JsonValue.ValueType.ARRAY
            && value.asJsonArray().stream().allMatch(JsonString.class::isInstance);
  }
}
