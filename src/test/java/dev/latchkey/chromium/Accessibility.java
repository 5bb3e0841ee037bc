package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.latchkey.npm.Packages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Scans pages with axe-core. The page's policy must be off: it would block the scanner. */
final class Accessibility {

  private static final String SCAN =
      """
      async () => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(node => id + ": " + node.target.join(" ") + " " + node.failureSummary));
      }
      """;

  private final String axe;

  /** Without npm, the test is skipped. */
  Accessibility() {
    try {
      axe = Files.readString(Packages.file("axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void assertNoViolation(Page page, String screen) {
    page.evaluate(axe);
    assertEquals(List.of(), page.evaluate(SCAN), screen);
  }
}
