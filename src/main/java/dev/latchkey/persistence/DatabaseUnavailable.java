package dev.latchkey.persistence;

/**
 * The database does not respond, or not in time. Callers get a response that says to retry later.
 */
public class DatabaseUnavailable extends RuntimeException {

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
