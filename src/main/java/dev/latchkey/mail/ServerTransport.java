package dev.latchkey.mail;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.settings.Settings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends with a mail session that is configured on the server. */
final class ServerTransport implements MailTransport {

  private final String name;
  private final Settings settings;

  /**
   * @param name the JNDI name of the session
   */
  ServerTransport(String name, Settings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public Connection open() throws MailNotSent {
    try {
      Session session = InitialContext.doLookup(name);
      limitWaiting(session);
      Transport transport = session.getTransport();
      transport.connect();
      return new MimeMails(session, transport, settings);
    } catch (NamingException | ClassCastException e) {
      throw new MailNotSent(Extent.ALL_FOR_NOW, "There is no mail session " + name + ".", e);
    } catch (AuthenticationFailedException e) {
      throw MailNotSent.becauseOfSender(
          Extent.ALL_FOR_NOW, "The mail server of the session " + name + " rejects the login.", e);
    } catch (MessagingException e) {
      throw new MailNotSent(
          Extent.ALL_FOR_NOW, "The mail server of the session " + name + " cannot be used.", e);
    }
  }

  @Override
  public boolean reachesPeople() {
    return true;
  }

  @Override
  public String description() {
    return "mails are sent through the server's mail session " + name;
  }

  /** Sets timeouts for the mail server if none are configured; the default is to wait forever. */
  private static void limitWaiting(Session session) {
    for (String protocol : List.of("smtp", "smtps")) {
      for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
        session
            .getProperties()
            .putIfAbsent("mail." + protocol + "." + wait, SmtpTransport.TIMEOUT_MILLIS);
      }
    }
  }
}
