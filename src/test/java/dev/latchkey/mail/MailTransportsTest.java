package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class MailTransportsTest {

  @Test
  void transport_isTheMailSessionThenSmtpThenTheLog() {
    Map<String, String> both =
        Map.of("EMAIL_JNDI_NAME", "java:/mail", "EMAIL_HOST", "mail.example.org");
    assertInstanceOf(ServerTransport.class, MailTransports.of(Settings.of(both)));
    assertInstanceOf(
        SmtpTransport.class,
        MailTransports.of(Settings.of(Map.of("EMAIL_HOST", "mail.example.org"))));
    assertInstanceOf(LogTransport.class, MailTransports.of(Settings.of(Map.of())));
  }

  @Test
  void log_reachesNoRecipient() {
    assertTrue(
        MailTransports.of(Settings.of(Map.of("EMAIL_HOST", "mail.example.org"))).reachesPeople());
    assertFalse(MailTransports.of(Settings.of(Map.of())).reachesPeople());
  }

  @Test
  void mailSession_missing_keepsMailsWaiting() {
    MailTransport transport =
        MailTransports.of(Settings.of(Map.of("EMAIL_JNDI_NAME", "java:/nothing")));
    MailNotSent failure = assertThrows(MailNotSent.class, transport::open);
    assertEquals(Extent.ALL_FOR_NOW, failure.extent());
  }

  @Test
  void log_showsCodesAndLinks() throws MailNotSent {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger("dev.latchkey.mail");
    log.addHandler(handler);
    try {
      new LogTransport()
          .open()
          .send(
              new Mail(
                  "1",
                  "ada@example.org",
                  "en",
                  Instant.EPOCH,
                  "Your code",
                  "Type {0}:\n\nA1B2-C3D4\n",
                  "<p></p>"));
    } finally {
      log.removeHandler(handler);
    }
    assertEquals(
        List.of("To: ada@example.org\nSubject: Your code\n\nType {0}:\n\nA1B2-C3D4\n"), lines);
  }

  @Test
  void mails_withoutJakartaMail_wait() throws Exception {
    ClassLoader bare = new WithoutJakartaMail();
    Class<?> transports = bare.loadClass(MailTransports.class.getName());
    Method choose = transports.getDeclaredMethod("of", Settings.class);
    choose.setAccessible(true);
    Object smtp = choose.invoke(null, Settings.of(Map.of("EMAIL_HOST", "mail.example.org")));
    assertEquals("MissingTransport", smtp.getClass().getSimpleName());
    Object log = choose.invoke(null, Settings.of(Map.of()));
    assertEquals("LogTransport", log.getClass().getSimpleName());
    for (String bean :
        List.of("Delivery", "DeliveryRound", "Outbox", "OutboundMails", "MailWriter")) {
      Class.forName("dev.latchkey.mail." + bean, true, bare).getDeclaredMethods();
    }
  }

  /** A server that has everything but Jakarta Mail. */
  private static final class WithoutJakartaMail extends ClassLoader {

    WithoutJakartaMail() {
      super(MailTransportsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jakarta.mail.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.latchkey.mail.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
