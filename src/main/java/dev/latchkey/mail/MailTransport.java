package dev.latchkey.mail;

/** A way mails take from here. One thread at a time uses it. */
interface MailTransport {

  /**
   * Makes ready to send some mails.
   *
   * @throws MailNotSent when the mail server cannot be reached or refuses us; no mail can go now
   */
  Connection open() throws MailNotSent;

  /** Whether mails sent this way can arrive. */
  boolean reachesPeople();

  /** Where mails go, for the start-up's line in the log. */
  String description();

  /**
   * What mails are sent over, one after another. After a failure it is closed and not used again.
   */
  interface Connection extends AutoCloseable {

    /**
     * Sends a mail; when this returns the mail server has taken it over.
     *
     * @throws MailNotSent when it has not
     */
    void send(Mail mail) throws MailNotSent;

    /** Never throws. */
    @Override
    void close();
  }
}
