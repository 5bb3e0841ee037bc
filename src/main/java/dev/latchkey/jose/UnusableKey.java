package dev.latchkey.jose;

/**
 * A key that cannot serve its purpose. The message is one sentence that names the setting the key
 * came from and says what is wrong; it never holds key material, nor does the exception have a
 * cause that might.
 */
public final class UnusableKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableKey(String setting, String fault) {
    super(setting + " " + fault + ".");
  }
}
