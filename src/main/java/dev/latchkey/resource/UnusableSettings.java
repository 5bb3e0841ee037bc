package dev.latchkey.resource;

/** Settings that do not do. The message is a sentence that says which, and what is needed. */
public class UnusableSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableSettings(String message) {
    super(message);
  }
}
