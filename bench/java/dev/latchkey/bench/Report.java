package dev.latchkey.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Prints tables as they come, and keeps them in {@code target/bench/results.md}. */
final class Report {

  private static final Path FILE = Path.of("target", "bench", "results.md");

  private final PrintStream out = System.out;

  void title(String text) {
    line("");
    line("### " + text);
    line("");
  }

  void line(String text) {
    out.println(text);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    line(row.toString());
  }

  void head(String... columns) {
    row((Object[]) columns);
    row(dashes(columns.length));
  }

  private static Object[] dashes(int many) {
    Object[] dashes = new Object[many];
    java.util.Arrays.fill(dashes, "---");
    return dashes;
  }

  /** The targets of a measurement, one row each, with the ratio to the first one. */
  void table(Turns.Measured measured) {
    table(measured, measured.names().get(0));
  }

  /** The same, with the ratio to that one. */
  void table(Turns.Measured measured, String limit) {
    head(
        "",
        "per second",
        "ratio",
        "median ms",
        "p99 ms",
        "server CPU s/1,000",
        "database CPU s/1,000",
        "KiB/request");
    for (String name : measured.names()) {
      row(
          name,
          number(measured.median(name, Sample::perSecond), 0),
          number(measured.ratio(name, limit), 2),
          number(measured.latency(name, 50), 1),
          number(measured.latency(name, 99), 1),
          number(measured.median(name, s -> 1000 * s.serverCpu() / s.requests()), 3),
          number(measured.median(name, s -> 1000 * s.databaseCpu() / s.requests()), 3),
          number(measured.median(name, s -> s.allocated() / s.requests() / 1024), 1));
    }
    line("");
    line(
        "The ratio is to "
            + limit
            + ". "
            + measured.kept()
            + " of "
            + measured.of()
            + " rounds count.");
  }

  static String number(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
