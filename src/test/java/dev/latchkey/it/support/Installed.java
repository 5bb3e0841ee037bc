package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs that some tests need and a machine may lack. A test that asks for a missing one is
 * skipped; but it fails if {@code -Dlatchkey.required=}, a list separated by commas, names the
 * program or is {@code all}.
 */
public final class Installed {

  private static final Set<String> REQUIRED =
      Set.of(System.getProperty("latchkey.required", "").split(","));

  private Installed() {}

  public static Path chromium() {
    return found(
        "chromium", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  }

  public static Path node() {
    return found("node", "node", "nodejs");
  }

  public static Path npm() {
    return found("npm", "npm");
  }

  /** Skips the test that asks, or fails it if it must not be skipped. */
  public static <T> T missing(String program, String why) {
    return missing(program, why, REQUIRED);
  }

  static <T> T missing(String program, String why, Set<String> required) {
    String message = why + " -Dlatchkey.required=" + program + " makes this a failure.";
    return required.contains(program) || required.contains("all") ? fail(why) : abort(message);
  }

  private static Path found(String program, String... names) {
    Optional<Path> file =
        Stream.concat(configured(program), Arrays.stream(names).flatMap(Installed::onPath))
            .filter(Files::isExecutable)
            .findFirst();
    return file.orElseGet(
        () ->
            missing(
                program,
                "No "
                    + program
                    + " is installed: none of "
                    + List.of(names)
                    + " is on the PATH, and -Dlatchkey."
                    + program
                    + "= names none."));
  }

  private static Stream<Path> configured(String program) {
    return Stream.ofNullable(System.getProperty("latchkey." + program))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name));
  }
}
