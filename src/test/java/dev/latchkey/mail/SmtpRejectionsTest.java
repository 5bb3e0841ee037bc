package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.mail.MailTransport.Connection;
import dev.latchkey.metrics.Counters;
import dev.latchkey.settings.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail server rejects, at each step of the protocol, and what that means for the mail. */
class SmtpRejectionsTest {

  private final ScriptedSmtp server = new ScriptedSmtp();

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT | 550 5.1.1 No such user
          RCPT | 550 No such user
          RCPT | 551 User not local
          RCPT | 553 Mailbox name not allowed
          RCPT | 550 5.1.10 Null MX
          RCPT | 554 5.1.2 Bad domain
          RCPT | 550 5.2.1 Mailbox disabled
          RCPT | 552 5.2.2 Mailbox full
          END  | 550 5.1.1 No such user
          """)
  void rejection_ofTheRecipient_isFinal(String step, String reply) {
    MailNotSent failure = rejected(step, reply);
    assertEquals(Extent.FOR_GOOD, failure.extent());
    assertEquals("recipient", failure.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL | 504 5.5.4 Sender not fully qualified
          MAIL | 530 5.7.0 Authentication required
          MAIL | 535 5.7.8 Credentials invalid
          MAIL | 550 5.7.1 Sender not allowed
          MAIL | 552 5.3.4 Too large
          MAIL | 554 5.7.1 Client host rejected
          RCPT | 530 5.7.57 Authentication required
          RCPT | 550 5.7.1 Relaying denied
          RCPT | 554 5.7.1 Relay access denied
          RCPT | 554 Transaction failed
          DATA | 554 5.5.1 No valid recipients
          END  | 550 5.7.26 Unauthenticated sender
          END  | 550 5.4.5 Daily quota exceeded
          END  | 554 5.6.0 Rejected
          """)
  void rejection_ofTheSender_isRetriedAndShown(String step, String reply) {
    MailNotSent failure = rejected(step, reply);
    assertEquals(Extent.FOR_NOW, failure.extent());
    assertEquals("sender", failure.reason());
    assertTrue(failure.report().contains(reply.substring(0, 3)), failure.report());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT | 450 4.2.1 Greylisted
          RCPT | 451 4.7.1 Greylisted
          RCPT | 450 Try again
          RCPT | 452 4.2.2 Mailbox full for now
          DATA | 451 4.4.2 Timed out
          """)
  void rejection_temporary_isRetried(String step, String reply) {
    MailNotSent failure = rejected(step, reply);
    assertEquals(Extent.FOR_NOW, failure.extent());
    assertEquals("unavailable", failure.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAIL | 421 4.7.0 Too many connections
          MAIL | 421 Closing
          MAIL | 454 4.7.0 Too many login attempts
          MAIL | 451 4.3.0 Try again
          RCPT | 450 4.7.28 Too many mails
          END  | 451 4.7.500 Server busy
          END  | 452 4.3.1 Out of space
          """)
  void rejection_temporaryOfAllMail_pausesAll(String step, String reply) {
    MailNotSent failure = rejected(step, reply);
    assertEquals(Extent.ALL_FOR_NOW, failure.extent());
    assertEquals("unavailable", failure.reason());
  }

  @Test
  void login_rejected_isOfTheSender() {
    server.replies.put("EHLO", "250-mail.example.org\r\n250 AUTH PLAIN");
    server.replies.put("AUTH", "535 5.7.8 Credentials invalid");
    MailNotSent failure =
        assertThrows(
            MailNotSent.class,
            () ->
                new SmtpTransport(
                        settings(
                            Map.of("EMAIL_HOST_USER", "relay", "EMAIL_HOST_PASSWORD", "wrong")))
                    .open());
    assertEquals(Extent.ALL_FOR_NOW, failure.extent());
    assertEquals("sender", failure.reason());
    assertFalse(failure.report().contains("wrong"), failure.report());
  }

  @Test
  void greeting_hasTheConfiguredName() throws MailNotSent {
    new SmtpTransport(settings(Map.of("EMAIL_LOCAL_HOSTNAME", "login.example.org"))).open().close();
    assertEquals("EHLO login.example.org", server.commands.get(0));
  }

  @Test
  void state_afterARejectionOfTheSender_lastsUntilAMailIsDelivered() {
    Counters counters = new Counters();
    DeliveryState state = new DeliveryState(counters);
    state.failed(Channel.MAIL, rejected("RCPT", "550 5.1.1 No such user"));
    assertFalse(state.isSenderRejected());
    state.failed(Channel.MAIL, rejected("MAIL", "550 5.7.1 Sender not allowed"));
    state.delivered(Channel.SMS);
    assertTrue(state.isSenderRejected());
    state.delivered(Channel.MAIL);
    assertFalse(state.isSenderRejected());
    assertEquals(1, counters.undelivered().value("mail", "sender"));
    assertEquals(1, counters.undelivered().value("mail", "recipient"));
  }

  private MailNotSent rejected(String step, String reply) {
    server.replies.clear();
    server.replies.put(step, reply);
    try (Connection connection = new SmtpTransport(settings(Map.of())).open()) {
      return assertThrows(MailNotSent.class, () -> connection.send(mail()));
    } catch (MailNotSent e) {
      throw new AssertionError(e);
    }
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("EMAIL_HOST", "127.0.0.1");
    all.put("EMAIL_PORT", String.valueOf(server.port()));
    return Settings.of(all);
  }

  private static Mail mail() {
    return new Mail(
        "1",
        "ada@example.org",
        "en",
        Instant.parse("2026-03-04T05:06:07Z"),
        "Hello",
        "Text\n",
        "<p>Text</p>");
  }
}
