package dev.latchkey.mail.sms;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that short messages can be sent to, in the international form of ITU-T E.164. Not shown
 * in logs.
 */
public final class PhoneNumber {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private final String text;

  private PhoneNumber(String text) {
    this.text = text;
  }

  /** From a text such as {@code +4915112345678}; empty for any other form. */
  public static Optional<PhoneNumber> parse(String text) {
    return E164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "(phone number)";
  }
}
