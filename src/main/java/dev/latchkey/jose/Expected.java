package dev.latchkey.jose;

import java.util.Collection;

/**
 * What a token must say in one place. There is no default: whether it is ignored must be said, too.
 */
public sealed interface Expected {
  /** This value, compared exactly. */
  record Exactly(String value) implements Expected {}

  /** Any value, or none. */
  record Ignored() implements Expected {}

  static Expected exactly(String value) {
    return new Exactly(value);
  }

  static Expected ignored() {
    return new Ignored();
  }

  /** Whether a token with these values is as expected; they are empty when it has none. */
  default boolean admits(Collection<String> values) {
    return !(this instanceof Exactly exactly) || values.contains(exactly.value());
  }
}
