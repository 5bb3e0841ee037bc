package dev.latchkey.mail;

import java.util.Locale;

/** The kinds of message. Channels do not wait for each other. Stored by name. */
public enum Channel {
  MAIL("Mail"),
  SMS("Short message");

  private final String noun;

  Channel(String noun) {
    this.noun = noun;
  }

  /** The name stored with codes that were sent by it: {@code sms}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of such a message in the log. */
  String noun() {
    return noun;
  }
}
