package dev.latchkey.mail;

import dev.latchkey.crypto.OutboundTls;
import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends over the SMTP server of the {@code EMAIL_*} settings. */
final class SmtpTransport implements MailTransport {

  static final String TIMEOUT_MILLIS = "10000";

  private final Settings settings;
  private final String host;
  private final @Nullable String user;

  SmtpTransport(Settings settings) {
    this.settings = settings;
    this.host = settings.get(MailSettings.HOST).orElseThrow();
    this.user = settings.get(MailSettings.HOST_USER).orElse(null);
  }

  @Override
  public Connection open() throws MailNotSent {
    Session session = Session.getInstance(properties());
    String password = settings.get(MailSettings.HOST_PASSWORD).map(Secret::reveal).orElse(null);
    try {
      Transport transport = session.getTransport("smtp");
      transport.connect(host, settings.get(MailSettings.PORT), user, password);
      return new MimeMails(session, transport, settings);
    } catch (AuthenticationFailedException e) {
      throw MailNotSent.becauseOfSender(
          Extent.ALL_FOR_NOW, "The mail server at " + host + " rejects the login.", e);
    } catch (MessagingException e) {
      throw new MailNotSent(
          Extent.ALL_FOR_NOW, "The mail server at " + host + " cannot be used.", e);
    }
  }

  @Override
  public boolean reachesPeople() {
    return true;
  }

  @Override
  public String description() {
    return "mails are sent through the SMTP server at " + host;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.auth", String.valueOf(user != null));
    settings
        .get(MailSettings.LOCAL_HOSTNAME)
        .ifPresent(name -> properties.setProperty("mail.smtp.localhost", name));
    boolean upgraded = settings.get(MailSettings.USE_TLS);
    boolean fromTheStart = settings.get(MailSettings.USE_SSL);
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(upgraded));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(upgraded));
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(fromTheStart));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (upgraded || fromTheStart) {
      properties.put("mail.smtp.ssl.socketFactory", OutboundTls.context().getSocketFactory());
      properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    }
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    return properties;
  }
}
