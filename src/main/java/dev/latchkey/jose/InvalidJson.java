package dev.latchkey.jose;

/** A text is not the JSON object that {@link StrictJson} reads. Has no stack trace. */
public final class InvalidJson extends Exception {

  /** What is wrong with a text; the first flaw that is found. */
  public enum Flaw {
    /** The bytes are not UTF-8, or start with a byte order mark (RFC 8259 §8.1). */
    ENCODING,
    /** It has a NUL character or a lone surrogate, escaped or not, or a raw control character. */
    CHARACTERS,
    /** It is not JSON, or something follows the object. */
    SYNTAX,
    /** It is JSON of another kind. */
    NOT_AN_OBJECT,
    /** More than {@link StrictJson#MAX_DEPTH} objects and arrays are open. */
    TOO_DEEP,
    /** An object has a name twice, which leaves its meaning open (RFC 8259 §4). */
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
