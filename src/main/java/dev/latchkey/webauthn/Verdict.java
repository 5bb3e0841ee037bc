package dev.latchkey.webauthn;

/**
 * Whether a response is valid.
 *
 * @param <T> what a valid response yields
 */
public sealed interface Verdict<T> {

  /** The response is valid. */
  record Valid<T>(T result) implements Verdict<T> {}

  /** The response is rejected. */
  record Rejected<T>(Flaw flaw) implements Verdict<T> {}
}
