package dev.latchkey.persistence;

/** The database does not answer, or not in time. Callers are told to come back later. */
public class DatabaseUnavailable extends RuntimeException {

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
