package dev.latchkey.npm;

import dev.latchkey.it.support.Installed;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clients, and what else tests need from npm, installed once below {@code target} in the
 * versions of the lock file.
 */
public final class Packages {

  private static final Path SOURCES = Path.of("src/test/npm");
  private static final Path HERE = Path.of("target/npm");
  private static boolean installed;

  private Packages() {}

  /** A file of a package, such as {@code axe-core/axe.min.js}; without npm, the test is skipped. */
  public static Path file(String name) {
    install(Installed.npm());
    return HERE.resolve("node_modules").resolve(name);
  }

  /** Runs a script with these packages, and returns the lines that it prints. */
  static List<String> run(String script, Map<String, String> environment, String... arguments) {
    Path node = Installed.node();
    install(Installed.npm());
    List<String> command = new ArrayList<>(List.of(node.toString(), script));
    command.addAll(List.of(arguments));
    Path log = HERE.resolve(script + "-" + arguments[1].replaceAll("[^a-z0-9]+", "-") + ".log");
    int status = execute(command, environment, log);
    try {
      List<String> lines = Files.readAllLines(log);
      if (status != 0) {
        throw new AssertionError(script + " ended with " + status + ": " + lines);
      }
      return lines.stream().filter(line -> line.startsWith("{\"name\":")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void install(Path npm) {
    if (installed) {
      return;
    }
    try {
      Files.createDirectories(HERE);
      try (Stream<Path> files = Files.list(SOURCES)) {
        for (Path file : files.toList()) {
          Files.copy(file, HERE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path log = HERE.resolve("npm.log");
    if (execute(List.of(npm.toString(), "ci", "--prefer-offline"), Map.of(), log) != 0) {
      Installed.missing("npm", "npm cannot install the clients; see " + log + ".");
    }
    installed = true;
  }

  private static int execute(List<String> command, Map<String, String> environment, Path log) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(HERE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " takes too long; see " + log);
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
