package dev.latchkey.image;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a build is sent of a folder: what {@code .dockerignore} leaves of it. */
record BuildContext(Path folder, List<String> rules) {

  static BuildContext of(Path folder) throws IOException {
    return new BuildContext(
        folder,
        Files.readString(folder.resolve(".dockerignore"))
            .lines()
            .map(String::strip)
            .filter(rule -> !rule.isEmpty() && !rule.startsWith("#"))
            .toList());
  }

  /**
   * Whether a file is sent, by its path within the folder. The last rule that fits it or a folder
   * above it holds.
   */
  boolean sends(Path path) {
    boolean sent = true;
    for (String rule : rules) {
      boolean back = rule.startsWith("!");
      if (fits(back ? rule.substring(1) : rule, path)) {
        sent = back;
      }
    }
    return sent;
  }

  private static boolean fits(String pattern, Path path) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    for (Path part = path; part != null; part = part.getParent()) {
      if (matcher.matches(part)) {
        return true;
      }
    }
    return false;
  }

  /** The files that are sent, by their paths within the folder. */
  List<Path> files() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).filter(this::sends).toList();
    }
  }
}
