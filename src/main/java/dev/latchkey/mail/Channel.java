package dev.latchkey.mail;

/** The kinds of message. Channels do not wait for each other. */
enum Channel {
  MAIL("Mail"),
  SMS("Short message");

  private final String noun;

  Channel(String noun) {
    this.noun = noun;
  }

  /** What one is called in the log. */
  String noun() {
    return noun;
  }
}
