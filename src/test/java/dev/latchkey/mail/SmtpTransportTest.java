package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.mail.MailTransport.Connection;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpTransportTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  SmtpTransportTest() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void mail_isSentAsTextAndHtml() throws Exception {
    Mail mail = mail("ada@example.org", Language.FRENCH);
    MimeMessage received = sent(mail, Map.of());
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertTrue(received.isMimeType("multipart/alternative"));
    assertEquals(2, parts.getCount());
    assertTrue(parts.getBodyPart(0).isMimeType("text/plain"));
    assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
    assertEquals(mail.text(), content(parts, 0));
    assertEquals(mail.html().strip(), content(parts, 1).strip());
    assertEquals("Votre code de connexion à saisir", received.getSubject());
  }

  @Test
  void mail_contains_senderDateLanguageAndAutoSubmitted() throws Exception {
    Map<String, String> from =
        Map.of("DEFAULT_FROM_EMAIL", "\"Grüße, Ünser Team\" <team@example.org>");
    Mail mail = mail("ada@example.org", Language.GERMAN);
    MimeMessage received = sent(mail, from);
    InternetAddress sender = (InternetAddress) received.getFrom()[0];
    assertEquals("Grüße, Ünser Team", sender.getPersonal());
    assertEquals("team@example.org", sender.getAddress());
    assertEquals("ada@example.org", received.getAllRecipients()[0].toString());
    assertEquals("<" + mail.id() + "@example.org>", received.getMessageID());
    assertEquals(AT, received.getSentDate().toInstant());
    assertEquals("de", received.getHeader("Content-Language", null));
    assertEquals("auto-generated", received.getHeader("Auto-Submitted", null));
  }

  @Test
  void domain_internationalized_isWrittenInAscii() throws Exception {
    MimeMessage received = sent(mail("ada@bücher.example", Language.ENGLISH), Map.of());
    assertEquals("ada@xn--bcher-kva.example", received.getAllRecipients()[0].toString());
  }

  @Test
  void mails_several_useOneConnection() throws Exception {
    try (Connection connection = new SmtpTransport(settings(Map.of())).open()) {
      connection.send(mail("ada@example.org", Language.ENGLISH));
      connection.send(mail("bob@example.org", Language.ENGLISH));
    }
    assertEquals(2, server.getReceivedMessages().length);
  }

  @Test
  void value_withLineBreaks_addsNoHeader() throws Exception {
    Mail evil =
        new Mail(
            "1", "ada@example.org", "en", AT, "Hello\r\nBcc: eve@example.org", "x\n", "<p>x</p>");
    MimeMessage received = sent(evil, Map.of());
    assertNull(received.getHeader("Bcc"));
    for (String to :
        List.of(
            "ada@example.org, eve@example.org", "a@b.example\r\nBcc: eve@example.org", "nobody")) {
      MailNotSent failure =
          assertThrows(MailNotSent.class, () -> sent(mail(to, Language.ENGLISH), Map.of()));
      assertEquals(Extent.FOR_GOOD, failure.extent());
    }
    assertEquals(1, server.getReceivedMessages().length);
  }

  @Test
  void login_rejected_stopsAllMails() throws Exception {
    server.setUser("ada@example.org", "relay", "its password");
    server.getManagers().getUserManager().setAuthRequired(true);
    Map<String, String> right =
        Map.of("EMAIL_HOST_USER", "relay", "EMAIL_HOST_PASSWORD", "its password");
    sent(mail("ada@example.org", Language.ENGLISH), right);
    Map<String, String> wrong =
        Map.of("EMAIL_HOST_USER", "relay", "EMAIL_HOST_PASSWORD", "another");
    MailNotSent failure =
        assertThrows(MailNotSent.class, () -> new SmtpTransport(settings(wrong)).open());
    assertEquals(Extent.ALL_FOR_NOW, failure.extent());
    assertFalse(failure.report().contains("another"), failure.report());
  }

  @Test
  void tls_requiredButNotOffered_sendsNothing() {
    for (String setting : new String[] {"EMAIL_USE_TLS", "EMAIL_USE_SSL"}) {
      MailNotSent failure =
          assertThrows(
              MailNotSent.class, () -> new SmtpTransport(settings(Map.of(setting, "true"))).open());
      assertEquals(Extent.ALL_FOR_NOW, failure.extent());
    }
  }

  @Test
  void certificate_ofAnUnknownIssuer_isNotTrusted() {
    GreenMail withTls = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    withTls.start();
    try {
      Map<String, String> settings =
          Map.of(
              "EMAIL_USE_SSL", "true", "EMAIL_PORT", String.valueOf(withTls.getSmtps().getPort()));
      assertThrows(MailNotSent.class, () -> new SmtpTransport(settings(settings)).open());
    } finally {
      withTls.stop();
    }
  }

  @Test
  void server_down_isReported() {
    Settings settings = settings(Map.of());
    server.stop();
    MailNotSent failure = assertThrows(MailNotSent.class, () -> new SmtpTransport(settings).open());
    assertEquals(Extent.ALL_FOR_NOW, failure.extent());
    assertEquals(1, failure.report().lines().count());
  }

  private MimeMessage sent(Mail mail, Map<String, String> more) throws MailNotSent {
    try (Connection connection = new SmtpTransport(settings(more)).open()) {
      connection.send(mail);
    }
    return server.getReceivedMessages()[0];
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("EMAIL_HOST", "127.0.0.1");
    all.put("EMAIL_PORT", String.valueOf(server.getSmtp().getPort()));
    all.putAll(more);
    return Settings.of(all);
  }

  private static Mail mail(String to, Language language) {
    RequestContext client = new RequestContext(null, null, null, language);
    Mail mail =
        new MailWriter(Settings.of(Map.of()))
            .write(
                MessageKind.LOGIN_CODE,
                Destination.email(to),
                Map.of("code", "A1B2-C3D4"),
                client,
                AT);
    return new Mail(
        mail.id(), to, mail.language(), AT, mail.subject() + " à saisir", mail.text(), mail.html());
  }

  private static String content(MimeMultipart parts, int index) throws Exception {
    return ((MimeBodyPart) parts.getBodyPart(index)).getContent().toString().replace("\r\n", "\n");
  }
}
