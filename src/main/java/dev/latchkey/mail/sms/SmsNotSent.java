package dev.latchkey.mail.sms;

/**
 * A short message was not taken over, and whether it is worth trying again.
 *
 * @since 1.0
 */
public final class SmsNotSent extends Exception {

  private final boolean forGood;

  private SmsNotSent(String reason, boolean forGood) {
    super(reason);
    this.forGood = forGood;
  }

  /**
   * What keeps the message back may pass: it is tried again, later each time.
   *
   * @param reason a sentence for the log; with neither the number nor the text in it
   */
  public static SmsNotSent tryAgain(String reason) {
    return new SmsNotSent(reason, false);
  }

  /**
   * The message will be refused every time, as with a number that nobody has: it is dropped.
   *
   * @param reason a sentence for the log; with neither the number nor the text in it
   */
  public static SmsNotSent never(String reason) {
    return new SmsNotSent(reason, true);
  }

  /** Whether there is no use in trying again. */
  public boolean isForGood() {
    return forGood;
  }
}
