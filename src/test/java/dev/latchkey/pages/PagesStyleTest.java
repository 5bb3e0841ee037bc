package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours of the pages can be told apart (WCAG 2.2, 1.4.3 and 1.4.11), in both themes. */
class PagesStyleTest {

  private static final int LIGHT = 2;
  private static final int DARK = 3;
  private static final Pattern COLOUR =
      Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\);");

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
    for (int theme : new int[] {LIGHT, DARK}) {
      Map<String, Integer> colours = colours(theme);
      double contrast = contrast(colours.get(front), colours.get(back));
      assertTrue(
          contrast >= atLeast,
          () -> (theme == LIGHT ? "light: " : "dark: ") + front + " on " + back + ": " + contrast);
    }
  }

  private Map<String, Integer> colours(int theme) {
    return COLOUR
        .matcher(css)
        .results()
        .collect(Collectors.toMap(pair -> pair.group(1), pair -> rgb(pair.group(theme))));
  }

  private static int rgb(String hexadecimal) {
    return Integer.parseInt(hexadecimal, 16);
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
      return Files.readString(Path.of("src/main/webapp/latchkey/pages.css"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
