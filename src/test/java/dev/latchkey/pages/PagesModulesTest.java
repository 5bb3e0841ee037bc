package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The modules of the pages that need no page, tested in an installed Node, 20.19 or later: {@code
 * node --test src/test/js/*&#47;*.test.mjs}.
 */
class PagesModulesTest {

  private static final Path TESTS = Path.of("src/test/js");

  @Test
  void modules_passTheirTestsInNode() throws IOException, InterruptedException {
    Path node = Installed.node();
    Path output = Files.createTempFile("pages-modules", ".out");
    ProcessBuilder builder = new ProcessBuilder(node.toString(), "--test");
    try (Stream<Path> tests = Files.walk(TESTS)) {
      tests
          .map(Path::toString)
          .filter(name -> name.endsWith(".test.mjs"))
          .sorted()
          .forEach(builder.command()::add);
    }
    Process run = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertTrue(run.waitFor(2, TimeUnit.MINUTES), "the tests do not end");
      assertEquals(0, run.exitValue(), Files.readString(output));
    } finally {
      run.destroyForcibly();
      Files.delete(output);
    }
  }
}
