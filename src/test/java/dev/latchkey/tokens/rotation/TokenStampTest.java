package dev.latchkey.tokens.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStampTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({"1000000, 1000", "1000001, 1000", "1000999, 1000", "1001000, 1001"})
  void accessToken_isDatedToTheSecondThatHasBegun(long millis, long second) {
    check(second, TokenStamp.ofAccessToken(Instant.ofEpochMilli(millis), LIFETIME));
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1000", "1000001, 1001", "1000999, 1001", "1001000, 1001"})
  void refreshToken_isDatedToTheSecondThatFollows(long millis, long second) {
    check(second, TokenStamp.ofRefreshToken(Instant.ofEpochMilli(millis), LIFETIME));
  }

  @ParameterizedTest
  @CsvSource({"1059999, 1059", "1060000, 1060", "1060001, 1060", "9000000, 1060"})
  void expiry_isNeverAfterTheLimit(long limit, long second) {
    TokenStamp stamp =
        TokenStamp.ofAccessToken(Instant.ofEpochSecond(1000), LIFETIME)
            .until(Instant.ofEpochMilli(limit));

    assertEquals(Instant.ofEpochSecond(second), stamp.expiresAt());
  }

  private static void check(long second, TokenStamp stamp) {
    assertEquals(Instant.ofEpochSecond(second), stamp.issuedAt());
    assertEquals(Instant.ofEpochSecond(second).plus(LIFETIME), stamp.expiresAt());
  }
}
