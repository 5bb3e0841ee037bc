package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.LogRecords;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.sms.PhoneNumber;
import dev.latchkey.mail.sms.SmsNotSent;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortMessagesTest {

  private final DeliveryState state = new DeliveryState(new Counters());

  private static final String NUMBER = "+4915112345678";
  private static final String URL = "https://sms.example.org/send?account=4711";

  private final TestDatabase database = new TestDatabase();
  private final List<String> sent = new ArrayList<>();
  private final Settings settings = settings(Map.of());
  private final OutboundMails waiting =
      new OutboundMails(database, new ServerSecrets(database, settings), Channel.SMS);

  @AfterEach
  void tearDown() {
    RequestContext.leave();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1234567", "+4915112345678", "+123456789012345"})
  void number_inInternationalForm_isAccepted(String text) {
    assertEquals(text, PhoneNumber.parse(text).orElseThrow().text());
    assertFalse(PhoneNumber.parse(text).toString().contains(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "015112345678",
        "4915112345678",
        "+49 151 12345678",
        "+49-151-123456",
        "+0491511234567",
        "+123456",
        "+1234567890123456",
        "+4915112345678\n",
        "tel:+4915112345678",
        "+4915112345678,+4915112345679",
        "+\u0664\u0669\u0661\u0665\u0661\u0661\u0662\u0663"
      })
  void number_inAnyOtherForm_isRejected(String text) {
    assertEquals(Optional.empty(), PhoneNumber.parse(text));
  }

  @ParameterizedTest
  @EnumSource
  void notification_inEveryLanguage_fitsIntoOneMessage(Language language) {
    MailWriter writer = new MailWriter(settings);
    for (MessageKind kind : MessageKind.values()) {
      if (kind.isNotification()) {
        String text =
            writer
                .write(
                    kind, Destination.phone(number()), Map.of(), client(language), database.now())
                .text();
        assertTrue(text.length() <= 70 && !text.isBlank() && text.lines().count() == 1, text);
        assertFalse(text.contains("{") || text.contains("://"), text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void codes_inEveryLanguage_areOneLineThatSaysWhenTheyExpire(Language language) {
    MailWriter writer = new MailWriter(settings);
    for (MessageKind kind : MessageKind.values()) {
      if (kind.needed().filter("code"::equals).isPresent()) {
        String text =
            writer
                .write(
                    kind,
                    Destination.phone(number()),
                    Map.of("code", "A1B2-C3D4"),
                    client(language),
                    database.now())
                .text();
        assertTrue(text.length() <= 134 && text.lines().count() == 1, text);
        assertTrue(text.contains("A1B2-C3D4 ") && text.matches(".* [0-9]+ .*"), text);
        assertFalse(text.contains("{") || text.contains("://"), text);
      }
    }
  }

  @Test
  void linksAndExplanations_areNeverSentToAPhone() {
    MailWriter writer = new MailWriter(settings);
    Map<String, String> values = Map.of("link", "https://app.example.org/", "code", "A1B2-C3D4");
    for (MessageKind kind : MessageKind.values()) {
      if (kind.shortKey().isEmpty()) {
        assertThrows(
            IllegalArgumentException.class,
            () ->
                writer.write(
                    kind,
                    Destination.phone(number()),
                    values,
                    client(Language.ENGLISH),
                    database.now()));
      }
    }
  }

  @Test
  void code_whereThereIsNoSender_isNotPretendedToBeSent() {
    Outbox none = outbox(List.of());
    assertFalse(none.reaches(Channel.SMS));
    assertThrows(
        IllegalStateException.class,
        () ->
            none.send(
                MessageKind.LOGIN_CODE, Destination.phone(number()), Map.of("code", "A1B2-C3D4")));
  }

  @Test
  void row_showsNeitherNumberNorText() {
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    String content =
        (String)
            database
                .entities()
                .createNativeQuery("SELECT content FROM outbound_mail")
                .getSingleResult();
    assertTrue(content.matches("[A-Za-z0-9_-]+"), content);
  }

  @Test
  void notification_withoutSenderOrDisabled_isNotStored() {
    outbox(List.of()).send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    Settings unwanted =
        settings(Map.of("ACCOUNT_EMAIL_NOTIFICATIONS", "false", "SMS_WEBHOOK_URL", URL));
    outbox(unwanted, List.of())
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    assertEquals(
        0L,
        database
            .entities()
            .createNativeQuery("SELECT COUNT(*) FROM outbound_mail")
            .getSingleResult());
  }

  @Test
  void message_failing_isRetriedUntilSentAndThenDeleted() {
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    Duration delay = round(failing(SmsNotSent.tryAgain("Busy."))).orElseThrow();
    assertEquals(Duration.ofSeconds(5), delay);
    database.clock().advance(delay);
    assertEquals(Optional.empty(), round(this::take));
    round(this::take);
    assertEquals(List.of(NUMBER + " Your password was changed"), sent);
  }

  @Test
  void message_rejectedForGood_isAbandoned() {
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    assertEquals(Optional.empty(), round(failing(SmsNotSent.never("No such number."))));
    database.clock().advance(Duration.ofHours(5));
    round(this::take);
    assertEquals(List.of(), sent);
  }

  @Test
  void sender_throwing_isRetriedWithoutSecretsInTheLog() {
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    try (LogRecords log = LogRecords.of("dev.latchkey.mail")) {
      assertTrue(
          round(
                  (to, text) -> {
                    throw new IllegalStateException("rejected: " + to + text);
                  })
              .isPresent());
      List<String> lines = log.messages();
      assertEquals(1, lines.size());
      assertTrue(lines.get(0).startsWith("Short message "), lines.get(0));
      assertTrue(
          lines.get(0).endsWith("The sender threw java.lang.IllegalStateException."), lines.get(0));
    }
  }

  @Test
  void mailsAndShortMessages_areDeliveredIndependently() {
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.phone(number()), Map.of());
    outbox(List.of(this::take))
        .send(MessageKind.PASSWORD_CHANGED, Destination.email("ada@example.org"), Map.of());
    FakeTransport server = new FakeTransport();
    OutboundMails mails =
        new OutboundMails(database, new ServerSecrets(database, settings), Channel.MAIL);
    new DeliveryRound(mails, server, new RetryDelays(() -> 0.5), state, () -> false).run();
    assertEquals(List.of("ada@example.org"), server.sent);
    round(this::take);
    assertEquals(1, sent.size());
  }

  @Test
  void sender_ofTheApplication_precedesTheWebhookAndIsTheOnlyOne() {
    Settings webhook =
        settings(
            Map.of(
                "SMS_WEBHOOK_URL", URL, "SMS_WEBHOOK_TOKEN", "a-word-between-server-and-gateway"));
    assertEquals(
        "short messages are posted to sms.example.org",
        new ShortMessages(webhook, List.of()).transport().orElseThrow().description());
    SmsSender own = this::take;
    assertEquals(
        "short messages are passed to " + own.getClass().getName(),
        new ShortMessages(webhook, List.of(own)).transport().orElseThrow().description());
    assertThrows(
        IllegalStateException.class, () -> new ShortMessages(webhook, List.of(own, this::take)));
  }

  private void take(String number, String text) {
    sent.add(number + " " + text);
  }

  private static SmsSender failing(SmsNotSent failure) {
    return (number, text) -> {
      throw failure;
    };
  }

  private Optional<Duration> round(SmsSender sender) {
    return new DeliveryRound(
            waiting, new SmsTransport(sender), new RetryDelays(() -> 0.5), state, () -> false)
        .run();
  }

  private Outbox outbox(List<SmsSender> own) {
    return outbox(settings, own);
  }

  private Outbox outbox(Settings its, List<SmsSender> own) {
    ServerSecrets secrets = new ServerSecrets(database, its);
    return new Outbox(
        database,
        secrets,
        its,
        Limits.of(database, its),
        new Delivery(database, secrets, its, new ShortMessages(its, own), state));
  }

  private static PhoneNumber number() {
    return PhoneNumber.parse(NUMBER).orElseThrow();
  }

  private static RequestContext client(Language language) {
    return new RequestContext(null, null, null, language);
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("SECRET_KEY", "a-secret-key-that-one-node-keeps-to-itself");
    all.put("ACCOUNT_EMAIL_NOTIFICATIONS", "true");
    all.putAll(more);
    return Settings.of(all);
  }
}
