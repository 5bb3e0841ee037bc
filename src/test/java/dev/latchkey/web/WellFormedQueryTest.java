package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedQueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q=a&limit=5",
        "q=%C3%a9+b%00",
        "time=2026-01-31T12:00:00Z",
        "a=/?:@!$'()*,;~-._"
      })
  void character_allowed_isUnchanged(String query) {
    assertEquals(query, WellFormedQuery.mended(query));
  }

  @ParameterizedTest
  @CsvSource({
    "a=%, a=%25", "a=%4, a=%254", "a=%zz, a=%25zz", "%%41, %25%41", "a={b}, a=%7bb%7d",
        "a=b|c^d, a=b%7cc%5ed",
    "a[0]=1, a%5b0%5d=1", "a=#, a=%23", "a=é, a=%e9", "a=☃, a=%e2%98%83", "a=👯, a=%f0%9f%91%af",
        "a=%４1, a=%25%ef%bc%941"
  })
  void character_notAllowed_isEscaped(String query, String mended) {
    assertEquals(mended, WellFormedQuery.mended(query));
  }

  @Test
  void query_ofAnyCharacters_isValidInAUri() {
    for (char c = 0; c < 0x3000; c++) {
      assertNotNull(URI.create("http://localhost/?" + WellFormedQuery.mended("a=" + c + "%" + c)));
    }
    assertNotNull(URI.create("http://localhost/?" + WellFormedQuery.mended("\ud83d")));
  }
}
