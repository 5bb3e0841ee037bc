package dev.latchkey.mail.sms;

/**
 * Sends short messages. An application provides its own as one CDI bean; without one they are
 * posted to {@code SMS_WEBHOOK_URL}, and if that is not set, none is sent. Two beans stop the
 * deployment.
 *
 * <p>There is one instance. It is called on a background thread, outside of any transaction and of
 * any request, with one message at a time on each node; nodes call theirs concurrently. A message
 * is stored in the transaction that causes it and passed on after the commit.
 *
 * <p>Delivery is at least once: a message is passed on again after a failure, with growing delays,
 * for up to three days; and also after a success, if the node dies before it has deleted the
 * message. A {@link RuntimeException} counts as a temporary failure.
 *
 * @since 1.0
 */
public interface SmsSender {

  /**
   * Passes a message to the gateway that delivers it, and returns when the gateway has accepted it.
   * Must return or throw within a minute: other messages wait meanwhile, and after five minutes
   * another node takes over this one.
   *
   * @param number the recipient, as {@code +} and 7 to 15 digits (ITU-T E.164)
   * @param text one line in the language of the client that caused it; it may contain a code, which
   *     is a secret, so do not log it; it contains no link
   * @throws SmsNotSent if it was not accepted: {@link SmsNotSent#tryAgain} for a temporary failure,
   *     {@link SmsNotSent#never} if this message would be rejected every time
   */
  void send(String number, String text) throws SmsNotSent;
}
