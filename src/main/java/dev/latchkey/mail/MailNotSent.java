package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

/** A mail could not be sent. */
class MailNotSent extends Exception {

  /** The consequence for this mail and others. */
  enum Extent {
    /** Permanent: there is no such recipient. */
    FOR_GOOD,
    /** Temporary; others may be sent now. */
    FOR_NOW,
    /** No mail can be sent now. */
    ALL_FOR_NOW
  }

  private final Extent extent;
  private final boolean ofSender;

  /**
   * @param cause the exception of the mail server or its library
   */
  MailNotSent(Extent extent, String message, @Nullable Throwable cause) {
    this(extent, false, message, cause);
  }

  private MailNotSent(Extent extent, boolean ofSender, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.extent = extent;
    this.ofSender = ofSender;
  }

  /** A rejection of the sender, its authentication or its right to send. */
  static MailNotSent becauseOfSender(Extent extent, String message, Throwable cause) {
    return new MailNotSent(extent, true, message, cause);
  }

  boolean isOfSender() {
    return ofSender;
  }

  /** The reason as a label of metrics. */
  String reason() {
    if (ofSender) {
      return "sender";
    }
    return extent == Extent.FOR_GOOD ? "recipient" : "unavailable";
  }

  Extent extent() {
    return extent;
  }

  /** The message with its cause, in one line. */
  String report() {
    return getCause() == null
        ? String.valueOf(getMessage())
        : getMessage() + " " + String.valueOf(getCause()).replaceAll("\\s+", " ");
  }
}
