package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Map<String, String> CODE = Map.of("code", "A1B2-C3D4");

  private final TestDatabase database = new TestDatabase();

  @AfterEach
  void tearDown() {
    RequestContext.leave();
    database.close();
  }

  @Test
  void mail_isStoredInTheTransactionOfItsCause() {
    Outbox outbox = outbox(Map.of());
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
                  throw new IllegalStateException("changed its mind");
                }));
    assertEquals(0, waiting().size());
    database.transaction(
        () -> outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE));
    assertEquals("A1B2-C3D4", waiting().get(0).code());
    assertEquals("ada@example.org", waiting().get(0).to());
  }

  @Test
  void row_showsNeitherCodeNorRecipient() {
    outbox(Map.of()).send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    String content =
        (String)
            database
                .entities()
                .createNativeQuery("SELECT content FROM outbound_mail")
                .getSingleResult();
    assertTrue(content.matches("[A-Za-z0-9_-]+"), content);
    assertFalse(content.contains("A1B2"));
  }

  @Test
  void mail_isInTheLanguageOfTheClient() {
    RequestContext.enter(new RequestContext(null, null, null, Language.SPANISH));
    outbox(Map.of()).send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    assertEquals("Tu código de acceso", waiting().get(0).subject());
  }

  @Test
  void mail_expiresWithItsCode() {
    Outbox outbox =
        outbox(
            Map.of(
                "ACCOUNT_LOGIN_BY_CODE_TIMEOUT",
                "120",
                "ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS",
                "30"));
    outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    outbox.send(
        MessageKind.VERIFY_EMAIL_LINK,
        Destination.email("ada@example.org"),
        Map.of("link", "https://app.example.org/x"));
    assertEquals(
        List.of(Duration.ofMinutes(2), Duration.ofDays(3)),
        database
            .entities()
            .createQuery("SELECT m FROM OutboundMail m ORDER BY m.id", OutboundMail.class)
            .getResultStream()
            .map(row -> Duration.between(row.nextAttempt(), row.expiresAt()))
            .toList());
  }

  @Test
  void notifications_areSentOnlyIfEnabled() {
    outbox(Map.of())
        .send(MessageKind.PASSWORD_CHANGED, Destination.email("ada@example.org"), Map.of());
    assertEquals(0, waiting().size());
    outbox(Map.of("ACCOUNT_EMAIL_NOTIFICATIONS", "true"))
        .send(MessageKind.PASSWORD_CHANGED, Destination.email("ada@example.org"), Map.of());
    assertEquals(1, waiting().size());
  }

  @Test
  void mail_ofTheGreatestLength_isStored() {
    String longest = "https://example.org/" + "a".repeat(2000);
    outbox(Map.of("HEADLESS_FRONTEND_URLS_ACCOUNT_SIGNUP", longest))
        .send(
            MessageKind.PASSWORD_RESET_UNKNOWN_ACCOUNT,
            Destination.email("a".repeat(242) + "@example.org"),
            Map.of());
    assertEquals(1, waiting().size());
  }

  private Outbox outbox(Map<String, String> more) {
    Settings settings = settings(more);
    ServerSecrets secrets = new ServerSecrets(database, settings);
    ShortMessages none = new ShortMessages(settings, List.of());
    return new Outbox(
        database,
        secrets,
        settings,
        Limits.of(database, settings),
        new Delivery(database, secrets, settings, none, new DeliveryState(new Counters())));
  }

  private List<SentMail> waiting() {
    return SentMail.in(database, new ServerSecrets(database, settings(Map.of())));
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("SECRET_KEY", "a-secret-key-that-one-node-keeps-to-itself");
    return Settings.of(all);
  }
}
