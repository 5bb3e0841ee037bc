package dev.latchkey.jose;

/**
 * A key that cannot be used. The message is one sentence with the name of the key's setting and the
 * problem. It never contains key material. The exception never has a cause that might.
 */
public final class UnusableKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableKey(String setting, String fault) {
    super(setting + " " + fault + ".");
  }
}
