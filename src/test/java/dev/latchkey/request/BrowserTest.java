package dev.latchkey.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest {

  private static final Pattern OURS =
      Pattern.compile(
          "(Edge|Opera|Samsung Internet|Vivaldi|Yandex Browser|DuckDuckGo|UC Browser|Firefox|Chromium|Chrome|Safari"
              + "|Internet Explorer|an app)( \\((Windows|Android|iOS|ChromeOS|macOS|Linux)\\))?");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox (Linux)",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
            + " Safari/537.36 | Chrome (Windows)",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
            + " Safari/537.36 Edg/130.0.0.0 | Edge (Windows)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1"
            + " Safari/605.1.15 | Safari (macOS)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/18.1 Mobile/15E148 Safari/604.1 | Safari (iOS)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " CriOS/130.0.0.0 Mobile/15E148 Safari/604.1 | Chrome (iOS)",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0"
            + " Chrome/125.0.0.0 Mobile Safari/537.36 | Samsung Internet (Android)",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0"
            + " Safari/537.36 OPR/115.0.0.0 | Opera (Windows)",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
            + " Safari/537.36 | Chrome (ChromeOS)",
        "okhttp/4.12.0 | an app",
        "Shop/12 CFNetwork/1568.200.51 Darwin/24.1.0 | an app",
        "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8) | an app (Android)"
      })
  void userAgent_ofAKnownClient_isNamed(String userAgent, String name) {
    assertEquals(Optional.of(name), Browser.name(userAgent, "an app"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Your account is locked. Call +1 900 555 0100",
        "https://evil.example/unlock",
        "Phone/2.0",
        "Gecko (like nothing)",
        "curl/8.5.0\r\nBcc: all@example.org"
      })
  void userAgent_ofNoKnownClient_isNotNamed(String userAgent) {
    assertEquals(Optional.empty(), Browser.name(userAgent, "an app"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Firefox/1 Your account is locked. Call +1 900 555 0100",
        "Mozilla/5.0 (Windows; https://evil.example/unlock) Chrome/1",
        "Edg/<script>alert(1)</script> {link}",
        "okhttp/1 visit evil.example now (iPhone)",
        "Opera/\u202Eelpmaxe.live Windows"
      })
  void userAgent_withTextOfTheSender_showsNothingOfIt(String userAgent) {
    String name = Browser.name(userAgent, "an app").orElseThrow();
    assertTrue(OURS.matcher(name).matches(), name);
  }

  @Test
  void userAgent_ofRandomParts_yieldsNamesOfOursOrNone() {
    String[] parts = {
      "Firefox/",
      "Chrome/1",
      " Safari/",
      "Version/1 ",
      "Edg",
      "/",
      "(",
      ")",
      "Windows",
      "iPhone",
      "evil.example",
      "MSIE ",
      "okhttp",
      "\n",
      "{code}",
      "<b>",
      "é",
      "\uD83D",
      "Linux"
    };
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(10); n >= 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Browser.name(text.toString(), "an app")
          .ifPresent(name -> assertTrue(OURS.matcher(name).matches(), name));
    }
  }
}
