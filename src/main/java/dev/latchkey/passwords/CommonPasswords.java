package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The most common passwords, from a list shipped with the application. Immutable and thread-safe.
 */
public final class CommonPasswords {

  private static final String SHIPPED = "common-passwords.txt";

  /**
   * One password a line, with a line break at both ends. A search through it takes a small part of
   * the time of a hash, and the text far less memory than its lines.
   */
  private final String lines;

  private CommonPasswords(String lines) {
    this.lines = lines;
  }

  /** Reads the shipped list; keep the result. The notice next to the list names its source. */
  public static CommonPasswords shipped() {
    try (InputStream list = CommonPasswords.class.getResourceAsStream(SHIPPED)) {
      if (list == null) {
        throw new IllegalStateException("The list of common passwords is missing: " + SHIPPED);
      }
      return new CommonPasswords("\n" + new String(list.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The list of common passwords cannot be read: " + SHIPPED, e);
    }
  }

  /** Whether a password is listed, regardless of case and surrounding whitespace. */
  public boolean contains(String password) {
    String line = password.strip().toLowerCase(Locale.ROOT);
    return !line.isEmpty() && line.indexOf('\n') < 0 && lines.contains("\n" + line + "\n");
  }

  /** How many passwords are listed. */
  public int size() {
    return (int) lines.chars().filter(c -> c == '\n').count() - 1;
  }
}
