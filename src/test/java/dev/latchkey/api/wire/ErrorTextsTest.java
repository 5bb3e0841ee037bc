package dev.latchkey.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTextsTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  @ParameterizedTest
  @EnumSource
  void codesAndTexts_matchOneToOne(Language language) {
    assertEquals(codes(), new TreeSet<>(ErrorTexts.texts(language).keySet()));
    ErrorTexts.texts(language).forEach((code, text) -> assertFalse(text.isBlank(), code));
  }

  @ParameterizedTest
  @EnumSource
  void texts_inEveryLanguage_haveTheSameArguments(Language language) {
    ErrorTexts.texts(Language.ENGLISH)
        .forEach(
            (code, text) ->
                assertEquals(
                    placeholders(text), placeholders(ErrorTexts.texts(language).get(code)), code));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
  void texts_areTranslatedAndReadAsUtf8(Language language) {
    ErrorTexts.texts(language)
        .forEach(
            (code, text) -> {
              assertNotEquals(ErrorTexts.texts(Language.ENGLISH).get(code), text, code);
              assertFalse(text.contains("\uFFFD") || text.contains("Ã"), text);
            });
  }

  @Test
  void arguments_replaceTheirPlaceholders() {
    assertTrue(ErrorTexts.message("password_too_short", Locale.ENGLISH, 12).contains(" 12 "));
    assertTrue(
        ErrorTexts.message("password_too_short", Locale.GERMANY, 12).contains(" 12 Zeichen"));
    assertTrue(
        ErrorTexts.message(new ApiError("max_length", "a", 1500), Language.FRENCH)
            .contains("1500"));
  }

  @Test
  void defaultLocale_ofTheJvm_isIgnored() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals(
          ErrorTexts.message("required", Locale.ENGLISH),
          ErrorTexts.message("required", Locale.JAPANESE));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void errors_nameTheirCodeByItsConstant() throws IOException {
    Pattern literal =
        Pattern.compile(
            "(Problem\\.of|ApiError\\.of|new ApiError)\\(\\s*\"|Problem\\.with\\([^,]+,\\s*\"");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        assertFalse(literal.matcher(Files.readString(source)).find(), source::toString);
      }
    }
  }

  @Test
  void code_unknown_hasAText() {
    assertEquals(
        ErrorTexts.message("invalid", Locale.ENGLISH),
        ErrorTexts.message("of_a_plugin", Locale.ENGLISH));
  }

  private static Set<String> codes() {
    return Arrays.stream(ErrorCodes.class.getFields())
        .map(ErrorTextsTest::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(Field constant) {
    try {
      String code = (String) constant.get(null);
      assertEquals(constant.getName().toLowerCase(Locale.ROOT), code);
      return code;
    } catch (IllegalAccessException notPublic) {
      throw new AssertionError(notPublic);
    }
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
