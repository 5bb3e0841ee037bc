package dev.latchkey.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/**
 * Holds the server.xml for Open Liberty against the code: all settings are in it, in comments, with
 * their defaults.
 */
class LibertyServerXmlTest {

  private static final String HEADING = "docs/configuration.md says what each does. -->\n";

  private final String page = read();

  @Test
  void settings_areVariablesInComments() {
    Stream<String> expected =
        SettingFamilies.all().stream()
            .flatMap(
                family ->
                    Stream.concat(
                        Stream.of("", "  <!-- " + family.title() + " -->"),
                        family.settings().stream().map(LibertyServerXmlTest::line)));
    String settings =
        page.substring(page.indexOf(HEADING) + HEADING.length(), page.indexOf("</server>"));
    assertEquals(String.join("\n", expected.toList()) + "\n", settings);
  }

  @Test
  void settings_uncommented_areValidConfiguration() {
    String uncommented =
        page.replaceAll("<!-- (<variable .*/>) -->", "$1")
            .replaceAll("(name=\"[^\"]*)<(\\w+)>", "$1$2");
    assertDoesNotThrow(
        () ->
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(uncommented))));
    List<String> left =
        uncommented.lines().filter(line -> line.contains("<!-- <variable")).toList();
    assertEquals(List.of(), left);
  }

  private static String line(Setting<?> setting) {
    return "  <!-- <variable name=\"%s\" value=\"%s\"/> -->"
        .formatted(setting.property(), setting.defaultText());
  }

  private static String read() {
    try {
      return Files.readString(Path.of("src/main/liberty/config/server.xml"));
    } catch (IOException missing) {
      throw new AssertionError("server.xml", missing);
    }
  }
}
