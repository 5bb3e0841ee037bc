package dev.latchkey.mail.sms;

/**
 * A short message was not accepted, temporarily or permanently.
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
   * A temporary failure: the message is retried with growing delays.
   *
   * @param reason a sentence for the log; must not contain the number or the text
   */
  public static SmsNotSent tryAgain(String reason) {
    return new SmsNotSent(reason, false);
  }

  /**
   * The message would be rejected every time, such as for an unknown number: it is dropped.
   *
   * @param reason a sentence for the log; with neither the number nor the text in it
   */
  public static SmsNotSent never(String reason) {
    return new SmsNotSent(reason, true);
  }

  /** Whether the failure is permanent. */
  public boolean isForGood() {
    return forGood;
  }
}
