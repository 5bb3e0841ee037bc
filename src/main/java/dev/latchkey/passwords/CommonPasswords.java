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
 * The passwords that are tried first, from a list shipped with the application. Immutable and
 * thread-safe.
 */
public final class CommonPasswords {

  private static final String SHIPPED = "common-passwords.txt";

  /** Sorted and searched by halves, which takes much less memory than a hash set. */
  private final String[] sorted;

  private CommonPasswords(String[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Reads the shipped list; keep the result. Where it comes from is said in the notice beside it.
   */
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

  /** Whether a password is listed, in whatever case and with whatever white space around it. */
  public boolean contains(String password) {
    return Arrays.binarySearch(sorted, password.strip().toLowerCase(Locale.ROOT)) >= 0;
  }

  /** How many passwords are listed. */
  public int size() {
    return sorted.length;
  }
}
