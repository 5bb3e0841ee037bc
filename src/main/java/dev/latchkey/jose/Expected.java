package dev.latchkey.jose;

import java.util.Collection;

/**
 * The required value of one claim or header parameter. There is no default: ignoring the value must
 * be explicit, too.
 */
public sealed interface Expected {
  /** Requires this value, compared exactly. */
  record Exactly(String value) implements Expected {}

  /** Accepts any value, or none. */
  record Ignored() implements Expected {}

  static Expected exactly(String value) {
    return new Exactly(value);
  }

  static Expected ignored() {
    return new Ignored();
  }

  /** Whether a token with these values meets the requirement; they are empty if it has none. */
  default boolean admits(Collection<String> values) {
    return !(this instanceof Exactly exactly) || values.contains(exactly.value());
  }
}
