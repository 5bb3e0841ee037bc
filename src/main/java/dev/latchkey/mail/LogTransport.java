package dev.latchkey.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes complete mails to the log, including codes and links: for evaluation only. */
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
    return "no mail server is configured (EMAIL_HOST or EMAIL_JNDI_NAME): mails are written to the "
        + "log, codes and links included. Use this for evaluation only";
  }
}
