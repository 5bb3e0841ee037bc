package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;

/**
 * Used if a mail server is configured but this server has no Jakarta Mail: mails wait for a node
 * that can send them.
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
    return "this server has no Jakarta Mail and sends no mails: they stay in the database";
  }
}
