package dev.latchkey.settings;

import org.jspecify.annotations.Nullable;

/**
 * The text of a setting, the one of its two spellings under which it was found, and the name of its
 * source.
 */
record Named(String name, @Nullable String text, @Nullable String source) {

  /** The text under either spelling, the one with the higher ordinal if both are set. */
  static @Nullable Named found(Source source, String property, String environmentName) {
    Source.Found dotted = source.find(property);
    Source.Found plain = source.find(environmentName);
    if (plain == null) {
      return dotted == null ? null : new Named(property, dotted.text(), dotted.source());
    }
    return dotted != null && dotted.ordinal() >= plain.ordinal()
        ? new Named(property, dotted.text(), dotted.source())
        : new Named(environmentName, plain.text(), plain.source());
  }
}
