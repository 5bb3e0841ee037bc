package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks that docs/configuration.md is up to date. The same command with {@code -Dpages=write}
 * writes its tables.
 */
class ConfigurationPageTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]+(?:_[A-Z0-9<>]+)+)[`=]");

  @Test
  void tables_areUpToDate() throws IOException {
    String page = ConfigurationPage.read();
    String expected = ConfigurationPage.withTables(page);
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(ConfigurationPage.FILE, expected);
    } else {
      assertEquals(
          expected, page, "To update it: mvn test -Dtest=ConfigurationPageTest -Dpages=write");
    }
  }

  @Test
  void settingsNamedInProse_exist() throws IOException {
    List<String> unknown =
        NAME.matcher(ConfigurationPage.read())
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
}
