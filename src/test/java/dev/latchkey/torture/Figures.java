package dev.latchkey.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a test has counted, written to {@code target/torture/figures.md}, from where
 * docs/reliability.md has it.
 */
public final class Figures {

  private static final Path FILE = Path.of("target/torture/figures.md");

  private final String promise;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private Figures(String promise) {
    this.promise = promise;
  }

  public static Figures of(String promise) {
    return new Figures(promise);
  }

  public Figures with(String name, Object figure) {
    figures.put(name, figure);
    return this;
  }

  public void write() {
    String line =
        figures.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    String row = "| " + promise + " | " + line + " |\n";
    System.out.print("Torture, seed " + Effort.SEED + ": " + row);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
