package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show stands in a sample that is run. */
class SnippetsTest {

  private static final Pattern SNIPPET =
      Pattern.compile("<!-- from (\\S+) -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "browser.md",
        "securing-same-war.md",
        "securing-resource-server.md",
        "securing-microprofile-jwt.md",
        "securing-spring-quarkus.md"
      })
  void snippets_arePartsOfSamples(String page) throws IOException {
    List<MatchResult> snippets =
        SNIPPET.matcher(Files.readString(Path.of("docs", page))).results().toList();
    assertFalse(snippets.isEmpty());
    for (MatchResult snippet : snippets) {
      String sample = Files.readString(Path.of(snippet.group(1)));
      assertTrue(
          squeezed(sample).contains(squeezed(snippet.group(2))),
          () -> page + " differs from " + snippet.group(1));
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
