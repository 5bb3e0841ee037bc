package dev.latchkey.keys;

import java.time.Instant;

/** What came of a wish to rotate the signing key at once. */
public sealed interface Rotation {

  /**
   * The next key signs from now on.
   *
   * @param kid its name
   */
  record Rotated(String kid) implements Rotation {}

  /**
   * Every waiting key was published too recently for everyone to know it.
   *
   * @param from when the first of them may sign
   */
  record TooSoon(Instant from) implements Rotation {}

  /** Tokens are signed with a configured key or secret, which is changed in the settings. */
  record Configured() implements Rotation {}
}
