package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours of the pages can be told apart (WCAG 2.2, 1.4.3 and 1.4.11), in both themes. */
class PagesStyleTest {

  private static final String LIGHT = ":root {";
  private static final String DARK = ":root[data-theme=\"dark\"] {";
  private static final String DARK_BY_SYSTEM = ":root:not([data-theme=\"light\"]) {";
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

  private final String css = read();

  @ParameterizedTest
  @CsvSource({
    "text, ground, 4.5",
    "text, surface, 4.5",
    "text, tint, 4.5",
    "quiet, ground, 4.5",
    "quiet, surface, 4.5",
    "accent, ground, 4.5",
    "accent, surface, 4.5",
    "accent-strong, tint, 4.5",
    "on-accent, accent, 4.5",
    "on-accent, accent-strong, 4.5",
    "good, good-tint, 4.5",
    "weak, weak-tint, 4.5",
    "bad, bad-tint, 4.5",
    "bad, surface, 4.5",
    "edge, ground, 3",
    "edge, surface, 3"
  })
  void colours_contrast(String front, String back, double atLeast) {
    for (String theme : new String[] {LIGHT, DARK}) {
      Map<String, Integer> colours = colours(theme);
      double contrast = contrast(colours.get(front), colours.get(back));
      assertTrue(contrast >= atLeast, () -> theme + " " + front + " on " + back + ": " + contrast);
    }
  }

  @Test
  void darkTheme_chosenByTheSystem_isTheSame() {
    assertEquals(colours(DARK), colours(DARK_BY_SYSTEM));
  }

  private Map<String, Integer> colours(String selector) {
    int begin = css.indexOf(selector);
    String block = css.substring(begin, css.indexOf('}', begin));
    Map<String, Integer> found = new TreeMap<>();
    for (MatchResult colour : COLOUR.matcher(block).results().toList()) {
      found.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
    }
    return found;
  }

  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 255)
        + 0.7152 * linear(colour >> 8 & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String read() {
    try {
      return Files.readString(Path.of("src/main/webapp/pages/pages.css"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
