package dev.latchkey.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes mails to the log in full, with the codes and links in them: for evaluation and nothing
 * else.
 */
final class LogTransport implements MailTransport {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");

  @Override
  public Connection open() {
    return new Connection() {
      @Override
      public void send(Mail mail) {
        LOG.log(
            Level.INFO,
            () -> "To: " + mail.to() + "\nSubject: " + mail.subject() + "\n\n" + mail.text());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean reachesPeople() {
    return false;
  }

  @Override
  public String description() {
    return "no mail server is set (EMAIL_HOST or EMAIL_JNDI_NAME): mails are written to the log, codes and links"
        + " included. Use this for evaluation only";
  }
}
