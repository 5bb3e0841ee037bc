package dev.latchkey.mail;

/** A transport for mails. Used by one thread at a time. */
interface MailTransport {

  /**
   * Connects for sending mails.
   *
   * @throws MailNotSent if the mail server cannot be reached or rejects the connection, so that no
   *     mail can be sent now
   */
  Connection open() throws MailNotSent;

  /** Whether mails sent by this transport can arrive. */
  boolean reachesPeople();

  /** The transport in words, for the log at startup. */
  String description();

  /** A connection for mails, one after another. After a failure it is closed and not reused. */
  interface Connection extends AutoCloseable {

    /**
     * Sends a mail; when this returns, the mail server has accepted it.
     *
     * @throws MailNotSent if it has not
     */
    void send(Mail mail) throws MailNotSent;

    /** Never throws. */
    @Override
    void close();
  }
}
