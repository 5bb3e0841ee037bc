package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the code: the same settings, defaults and words in both. */
class ConfigurationPageTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]+(?:_[A-Z0-9<>]+)+)[`=]");

  private final String page = read();

  @Test
  void everyFamilyStandsUnderItsHeadingWithAllItsSettings() {
    for (Family family : SettingFamilies.all()) {
      String section = section(family.title());
      List<String> rows = section.lines().filter(line -> line.startsWith("| `")).toList();
      assertEquals(
          family.settings().stream()
              .map(ConfigurationPageTest::row)
              .collect(Collectors.joining("\n")),
          String.join("\n", rows),
          family.title());
    }
  }

  @Test
  void everySettingNamedOnThePageExists() {
    List<String> unknown =
        NAME.matcher(page)
            .results()
            .map(name -> name.group(1))
            .filter(name -> !owned(name))
            .toList();
    assertEquals(List.of(), unknown);
  }

  private static boolean owned(String name) {
    return SettingFamilies.settings().stream()
        .anyMatch(setting -> setting.environmentName().equals(name) || setting.owns(name));
  }

  private static String row(Setting<?> setting) {
    String standard = setting.defaultText().isEmpty() ? "–" : "`" + setting.defaultText() + "`";
    return "| `%s`<br>`%s` | %s | %s | %s |"
        .formatted(
            setting.environmentName(),
            setting.property(),
            standard,
            setting.allowed(),
            setting.purpose());
  }

  private String section(String title) {
    int start = page.indexOf("\n## " + title + "\n");
    assertTrue(start >= 0, "a heading for " + title);
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static String read() {
    try {
      return Files.readString(Path.of("docs/configuration.md"));
    } catch (IOException missing) {
      throw new AssertionError("docs/configuration.md", missing);
    }
  }
}
