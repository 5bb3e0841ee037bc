package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What all this runs on. */
final class Machine {

  private Machine() {}

  static List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add("- " + Runtime.getRuntime().availableProcessors() + " processors: " + processor());
    lines.add("- " + System.getProperty("os.name") + " " + System.getProperty("os.version"));
    lines.add("- Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
    return lines;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
