package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The most common passwords, from a list shipped with the application. Immutable and thread-safe.
 */
public final class CommonPasswords {

  private static final String SHIPPED = "common-passwords.txt";

  /** Sorted for binary search, which takes much less memory than a hash set. */
  private final String[] sorted;

  private CommonPasswords(String[] sorted) {
    this.sorted = sorted;
  }

  /** Reads the shipped list; keep the result. The notice next to the list names its source. */
  public static CommonPasswords shipped() {
    try (InputStream list = CommonPasswords.class.getResourceAsStream(SHIPPED)) {
      if (list == null) {
        throw new IllegalStateException("The list of common passwords is missing: " + SHIPPED);
      }
      String[] passwords =
          new BufferedReader(new InputStreamReader(list, UTF_8)).lines().toArray(String[]::new);
      Arrays.sort(passwords);
      return new CommonPasswords(passwords);
    } catch (IOException e) {
      throw new UncheckedIOException("The list of common passwords cannot be read: " + SHIPPED, e);
    }
  }

  /** Whether a password is listed, regardless of case and surrounding whitespace. */
  public boolean contains(String password) {
    return Arrays.binarySearch(sorted, password.strip().toLowerCase(Locale.ROOT)) >= 0;
  }

  /** How many passwords are listed. */
  public int size() {
    return sorted.length;
  }
}
