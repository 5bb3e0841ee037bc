package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.mail.MailTransport.Connection;
import dev.latchkey.settings.Settings;
import jakarta.mail.Session;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTransportTest {

  private static Session session;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void bind() {
    server.start();
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(server.getSmtp().getPort()));
    properties.setProperty("mail.smtp.timeout", "3000");
    session = Session.getInstance(properties);
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, OneName.class.getName());
  }

  @AfterEach
  void unbind() {
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    server.stop();
  }

  @Test
  void mailSession_ofTheServer_isUsedWithTimeouts() throws Exception {
    Settings settings =
        Settings.of(
            Map.of("EMAIL_JNDI_NAME", "mail/ours", "DEFAULT_FROM_EMAIL", "team@example.org"));
    try (Connection connection = MailTransports.of(settings).open()) {
      connection.send(
          new Mail("1", "ada@example.org", "en", Instant.EPOCH, "Hello", "Text\n", "<p>Text</p>"));
    }
    assertEquals("team@example.org", server.getReceivedMessages()[0].getFrom()[0].toString());
    assertEquals("3000", session.getProperty("mail.smtp.timeout"));
    assertEquals("10000", session.getProperty("mail.smtp.connectiontimeout"));
  }

  /** A directory that knows the mail session and nothing else. */
  public static final class OneName implements InitialContextFactory {

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      return (Context)
          Proxy.newProxyInstance(
              OneName.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> method.getName().equals("lookup") ? session : null);
    }
  }
}
