package dev.latchkey.settings;

/** The text of a setting and the one of its two spellings under which it was found. */
record Named(String name, String text) {

  /** The text under either spelling, the one with the higher ordinal if both are set, or null. */
  static Named found(Source source, String property, String environmentName) {
    Source.Found dotted = source.find(property);
    Source.Found plain = source.find(environmentName);
    if (dotted == null && plain == null) {
      return null;
    }
    return plain == null || dotted != null && dotted.ordinal() >= plain.ordinal()
        ? new Named(property, dotted.text())
        : new Named(environmentName, plain.text());
  }
}
