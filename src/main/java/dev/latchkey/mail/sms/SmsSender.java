package dev.latchkey.mail.sms;

/**
 * Sends short messages. An application brings its own as one CDI bean; without one they are posted
 * to {@code SMS_WEBHOOK_URL}, and where that is not set either there are none. Two beans stop the
 * deployment.
 *
 * <p>There is one instance. It is called on a background thread, outside of any transaction and of
 * any request, with one message at a time on each node; several nodes call theirs at once. A
 * message was stored in the transaction that caused it and is handed over after the commit.
 *
 * <p>Delivery is at least once: a message is handed over again after a failure, with growing
 * delays, for up to three days; and also after a success, if the node dies before it could cross
 * the message out. A {@link RuntimeException} counts as a failure that may pass.
 *
 * @since 1.0
 */
public interface SmsSender {

  /**
   * Hands a message to whoever delivers it, and returns once they have taken it over. Must return
   * or throw within a minute: other messages wait meanwhile, and after five minutes another node
   * takes this one on.
   *
   * @param number the recipient, as {@code +} and 7 to 15 digits (ITU-T E.164)
   * @param text one line in the language of the user who caused it. It may carry a code, which is a
   *     secret: do not log it. It never carries a link
   * @throws SmsNotSent when it was not taken over: {@link SmsNotSent#tryAgain} if that may pass,
   *     {@link SmsNotSent#never} if this message will be refused every time
   */
  void send(String number, String text) throws SmsNotSent;
}
