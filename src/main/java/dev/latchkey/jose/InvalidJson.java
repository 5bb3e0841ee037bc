package dev.latchkey.jose;

/** A text is not the JSON object that {@link StrictJson} reads. Has no stack trace. */
public final class InvalidJson extends Exception {

  /** The first problem found in a text. */
  public enum Flaw {
    /** The bytes are not UTF-8, or start with a byte order mark (RFC 8259 §8.1). */
    ENCODING,
    /**
     * It contains a NUL character or a lone surrogate, escaped or not, or a raw control character.
     */
    CHARACTERS,
    /** It is not JSON, or something follows the object. */
    SYNTAX,
    /** It is JSON, but not an object. */
    NOT_AN_OBJECT,
    /** More than {@link StrictJson#MAX_DEPTH} objects and arrays are open. */
    TOO_DEEP,
    /** An object has a name twice, so its meaning is undefined (RFC 8259 §4). */
    DUPLICATE_NAME
  }

  private final Flaw flaw;

  InvalidJson(Flaw flaw) {
    super(flaw.name(), null, false, false);
    this.flaw = flaw;
  }

  public Flaw flaw() {
    return flaw;
  }
}
