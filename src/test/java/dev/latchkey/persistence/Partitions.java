package dev.latchkey.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The functions with which operators partition tables. */
public final class Partitions {

  private Partitions() {}

  /** What defines them. */
  public static String functions() {
    try {
      return Files.readString(Path.of("src/main/postgresql/partitions.sql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
