package dev.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where integration tests write: those that run at the same time do not share a folder. */
public final class ProcessFolder {

  private static final String PROCESS = System.getProperty("latchkey.test.process", "process-1");

  private ProcessFolder() {}

  /** The folder of that name in {@code target}, for this process; made if missing. */
  public static Path of(String name) {
    try {
      return Files.createDirectories(Path.of("target", name, PROCESS).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
