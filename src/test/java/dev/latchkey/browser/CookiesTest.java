package dev.latchkey.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id=v",
        "a=b; id=v",
        "id=v; a=b",
        "id=v;a=b",
        ";;; id=v ;",
        "id = v",
        "id=\"v\"",
        "idx=w; xid=w; id=v; ID=w",
        "$Version=1; id=v; $Path=/",
        "=x; id=v; y",
        "id=v; id=v"
      })
  void header_withOneValueOfTheName_hasIt(String line) {
    assertEquals(Optional.of("v"), Cookies.value(List.of(line), "id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "id", "idv=x", "a=id=v", "i d=v", "ID=v", "a=\"b; c=d\""})
  void header_withoutTheName_hasNone(String line) {
    assertEquals(Optional.empty(), Cookies.value(List.of(line), "id"));
    assertFalse(Cookies.has(List.of(line), "id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=v; id=w", "id=v; a=b; id=", "id=w; id=v"})
  void header_withSeveralValues_hasNone(String line) {
    assertEquals(Optional.empty(), Cookies.value(List.of(line), "id"));
    assertTrue(Cookies.has(List.of(line), "id"));
  }

  @Test
  void severalHeaders_areOne() {
    assertEquals(Optional.of("v"), Cookies.value(List.of("a=b", "id=v"), "id"));
    assertEquals(Optional.empty(), Cookies.value(List.of("id=w", "id=v"), "id"));
    assertEquals(Optional.empty(), Cookies.value(null, "id"));
  }

  @Test
  void header_ofRandomCharacters_isReadWithoutAnException() {
    Random random = new Random(7);
    String signs = "id=;\" \t,$\\\u00e9\0xv";
    for (int n = 0; n < 20_000; n++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        line.append(signs.charAt(random.nextInt(signs.length())));
      }
      Cookies.value(List.of(line.toString()), "id").ifPresent(v -> assertFalse(v.contains(";")));
    }
  }
}
