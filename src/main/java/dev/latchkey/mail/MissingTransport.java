package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;

/**
 * Stands in where a mail server is set and this server cannot use it: mails wait for a node that
 * can.
 */
final class MissingTransport implements MailTransport {

  @Override
  public Connection open() throws MailNotSent {
    throw new MailNotSent(Extent.ALL_FOR_NOW, "This server has no Jakarta Mail.", null);
  }

  @Override
  public boolean reachesPeople() {
    return false;
  }

  @Override
  public String description() {
    return "this server has no Jakarta Mail, so none can be sent from here: mails wait in the database";
  }
}
