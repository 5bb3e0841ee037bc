package dev.latchkey.mail;

/** A mail could not be handed over. */
class MailNotSent extends Exception {

  /** What that means for this mail and for others. */
  enum Extent {
    /** It will never be taken: there is no such recipient. */
    FOR_GOOD,
    /** It is worth trying again, and others may go now. */
    FOR_NOW,
    /** No mail can be sent now. */
    ALL_FOR_NOW
  }

  private final Extent extent;

  /**
   * @param cause what the mail server or its library said, or null
   */
  MailNotSent(Extent extent, String message, Throwable cause) {
    super(message, cause);
    this.extent = extent;
  }

  Extent extent() {
    return extent;
  }

  /** The message with what is behind it, in one line. */
  String report() {
    return getCause() == null
        ? getMessage()
        : getMessage() + " " + String.valueOf(getCause()).replaceAll("\\s+", " ");
  }
}
