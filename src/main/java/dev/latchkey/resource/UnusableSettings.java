package dev.latchkey.resource;

/** Invalid settings. The message is a sentence that names the setting and what is needed. */
public class UnusableSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableSettings(String message) {
    super(message);
  }
}
