package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processor time of a process and of its children, from {@code /proc}; NaN where there is none.
 */
final class ProcessCpu {

  private static final double TICKS_PER_SECOND = 100;

  private final ProcessHandle process;

  ProcessCpu(ProcessHandle process) {
    this.process = process;
  }

  /** What it has used since it began, in seconds. */
  double seconds() {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(ProcessCpu::seconds)
        .sum();
  }

  /** Resident memory, in bytes. */
  double resident() {
    try (Stream<String> lines = Files.lines(proc(process).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static double seconds(ProcessHandle process) {
    try {
      String stat = Files.readString(proc(process).resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      // utime and stime, then those of children that have ended, such as a database's for
      // connections
      return IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum()
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      return Files.exists(Path.of("/proc/self/stat")) ? 0 : Double.NaN; // it has just ended
    }
  }

  private static Path proc(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }
}
