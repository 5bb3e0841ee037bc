package dev.latchkey.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a linter from npm's registry says of the Dockerfile, where Node and npm are there. */
class LinterRun {

  private static final String LINTER = "dockerfile-utils";
  private static final String VERSION = "0.16.3";

  @TempDir private Path folder;

  @Test
  void linter_findsNothing() throws IOException, InterruptedException {
    assumeTrue(
        onPath("node") && onPath("npm"), "skipped: there is no `node` with `npm` on the PATH");
    int fetched =
        run(
            "npm",
            "install",
            "--prefix",
            folder.toString(),
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            LINTER + "@" + VERSION);
    assumeTrue(fetched == 0, () -> "skipped: the linter could not be fetched: " + said());
    String linter = folder.resolve("node_modules/" + LINTER + "/bin/" + LINTER).toString();

    Path bad = Files.writeString(folder.resolve("Bad"), "FROM a:1\nCOPYY b c\n");
    assertEquals(1, run("node", linter, "lint", bad.toString()), "that it looks");
    assertEquals(0, run("node", linter, "lint", "Dockerfile"), this::said);
    assertEquals("", said());
  }

  private int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    try {
      return process.waitFor(3, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private Path output() {
    return folder.resolve("output");
  }

  private String said() {
    try {
      return Files.readString(output());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
