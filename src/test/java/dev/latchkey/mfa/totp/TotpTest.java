package dev.latchkey.mfa.totp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Totp EXACT = new Totp(Duration.ofSeconds(30), 6, 0);

  /** RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59,94287082",
    "1111111109,07081804",
    "1111111111,14050471",
    "1234567890,89005924",
    "2000000000,69279037",
    "20000000000,65353130"
  })
  void code_ofTheTestVectors_isThatOfTheRfc(long second, String code) {
    Totp totp = new Totp(Duration.ofSeconds(30), 8, 0);

    assertEquals(code, totp.code(SECRET, second / 30 * 30));
    assertEquals(
        OptionalLong.of(second / 30 * 30),
        totp.step(SECRET, code, Instant.ofEpochSecond(second), -1));
  }

  @Test
  void code_whereTheServersLanguageHasOtherDigits_hasThoseOfAscii() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertEquals("005924", EXACT.code(SECRET, 1234567890));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,true",
    "0,1,false",
    "0,-1,false",
    "2,2,true",
    "2,-2,true",
    "2,3,false",
    "2,-3,false"
  })
  void step_ofACodeNearby_isWithinTheTolerance(int tolerance, int steps, boolean valid) {
    Totp totp = new Totp(Duration.ofSeconds(30), 6, tolerance);
    long now = 1_700_000_010;
    long start = now / 30 * 30 + steps * 30L;

    OptionalLong step = totp.step(SECRET, totp.code(SECRET, start), Instant.ofEpochSecond(now), -1);

    assertEquals(valid ? OptionalLong.of(start) : OptionalLong.empty(), step);
  }

  @Test
  void step_notLaterThanTheLastOne_isInvalid() {
    Instant now = Instant.ofEpochSecond(1_700_000_010);
    long start = now.getEpochSecond() / 30 * 30;
    String code = EXACT.code(SECRET, start);

    assertEquals(OptionalLong.of(start), EXACT.step(SECRET, code, now, start - 30));
    assertEquals(OptionalLong.empty(), EXACT.step(SECRET, code, now, start));
    assertEquals(OptionalLong.empty(), EXACT.step(SECRET, code, now, start + 30));
  }

  @Test
  void step_ofTextThatIsNoCode_isInvalid() {
    for (String text : new String[] {"", "abcdef", "12345", "1234567", "١٢٣٤٥٦"}) {
      assertEquals(
          OptionalLong.empty(), EXACT.step(SECRET, text, Instant.ofEpochSecond(59), -1), text);
    }
  }

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32_ofTheTestVectors_isThatOfTheRfc(String plain, String encoded) {
    assertEquals(encoded, Base32.encode(plain.getBytes(StandardCharsets.US_ASCII)));
  }
}
