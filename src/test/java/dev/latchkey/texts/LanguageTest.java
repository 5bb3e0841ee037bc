package dev.latchkey.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|GERMAN",
        "de-CH|GERMAN",
        "DE-at|GERMAN",
        "fr-CA, en;q=0.5|FRENCH",
        "en;q=0.5, es;q=0.9|SPANISH",
        "ja, nl;q=0.1|DUTCH",
        "ja|ENGLISH",
        "*|ENGLISH",
        "de;q=0, fr;q=0.1|FRENCH",
        "de-CH, de;q=0, nl;q=0.5|DUTCH",
        "en;q=0, *|GERMAN",
        "nl ; q=0.3 , de ; q=0.8|GERMAN",
        "den, fra|ENGLISH",
        "en-US,en;q=0.9,de;q=0.8|ENGLISH",
        "zh-Hant-TW, es-419;q=0.7|SPANISH"
      })
  void language_supportedWithTheGreatestWeight_isChosen(String header, Language expected) {
    assertEquals(expected, Language.of(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ";",
        "de;q=2",
        "de;q=x",
        "de;;q=1",
        "de;q=-1",
        "ä",
        "de_DE",
        "de\u0000",
        "(((",
        "-",
        "--",
        "de,--"
      })
  void header_malformed_givesEnglish(String header) {
    assertEquals(Language.ENGLISH, Language.of(header));
  }

  @Test
  void header_absentOrOversized_givesEnglish() {
    assertEquals(Language.ENGLISH, Language.of((String) null));
    assertEquals(Language.ENGLISH, Language.of("de," + "fr;q=0.5,".repeat(10_000) + "es"));
  }
}
