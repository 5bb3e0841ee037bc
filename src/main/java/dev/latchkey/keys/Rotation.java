package dev.latchkey.keys;

import java.time.Instant;

/** The outcome of rotating the signing key immediately. */
public sealed interface Rotation {

  /**
   * The next key signs from now on.
   *
   * @param kid its name
   */
  record Rotated(String kid) implements Rotation {}

  /**
   * Every waiting key was published too recently for all verifiers to have it.
   *
   * @param from when the first of them may sign
   */
  record TooSoon(Instant from) implements Rotation {}

  /** Tokens are signed with a configured key or secret, which must be changed in the settings. */
  record Configured() implements Rotation {}
}
