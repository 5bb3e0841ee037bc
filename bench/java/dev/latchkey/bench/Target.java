package dev.latchkey.bench;

import java.time.Duration;

/** Something that does the same again and again, and how fast. */
interface Target {

  String name();

  /** Whether it gets faster with the time, as a server does. */
  default boolean needsWarmUp() {
    return true;
  }

  /** Does it for so long, as fast as it can. */
  Sample run(Duration slice);
}
