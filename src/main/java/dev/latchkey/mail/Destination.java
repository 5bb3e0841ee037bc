package dev.latchkey.mail;

import dev.latchkey.mail.sms.PhoneNumber;

/**
 * The destination of a message: an address or number, and the channel that reaches it. Not shown in
 * logs.
 *
 * @param text an email address, or a number in the form of {@link PhoneNumber}
 */
public record Destination(Channel channel, String text) {

  public static Destination email(String address) {
    return new Destination(Channel.MAIL, address);
  }

  public static Destination phone(PhoneNumber number) {
    return new Destination(Channel.SMS, number.text());
  }

  @Override
  public String toString() {
    return "(" + channel + ")";
  }
}
