package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryRoundTest {

  private final DeliveryState state = new DeliveryState(new Counters());

  private static final Duration THREE_DAYS = Duration.ofDays(3);

  private final TestDatabase database = new TestDatabase();
  private final OutboundMails mails =
      mails(database, "the key of the node whose mails wait to be sent");
  private final FakeTransport server = new FakeTransport();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void mail_sent_isDeleted() {
    store("ada@example.org");
    assertEquals(Optional.empty(), round(mails));
    round(mails);
    assertEquals(List.of("ada@example.org"), server.sent);
    assertEquals(0, rows().size());
  }

  @Test
  void mails_ofOneRound_useOneConnection() {
    IntStream.range(0, 45).forEach(i -> store("u" + i + "@example.org"));
    round(mails);
    assertEquals(45, server.sent.size());
    assertEquals(1, server.opened.get());
    assertEquals(1, server.closed.get());
  }

  @Test
  void mail_whileTheServerIsDown_isRetriedWithGrowingDelaysAndSentOnce() {
    store("ada@example.org");
    server.down = true;
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Duration delay = round(mails).orElseThrow();
      delays.add(delay.toSeconds());
      database.clock().advance(delay.minusMillis(1));
      assertEquals(Optional.empty(), round(mails), "before its time");
      database.clock().advance(Duration.ofMillis(1));
    }
    assertEquals(List.of(5L, 30L, 120L, 600L, 3600L, 14400L, 14400L, 14400L), delays);
    server.down = false;
    round(mails);
    round(mails);
    assertEquals(List.of("ada@example.org"), server.sent);
  }

  @Test
  void server_down_isTriedOncePerRound() {
    store("ada@example.org");
    store("bob@example.org");
    server.down = true;
    round(mails);
    assertEquals(List.of(1, 0), rows().stream().map(OutboundMail::attempts).toList());
  }

  @Test
  void mail_rejectedForNow_doesNotDelayOthers() {
    store("bad@example.org");
    store("ada@example.org");
    server.failure =
        to -> to.startsWith("bad") ? new MailNotSent(Extent.FOR_NOW, "Greylisted.", null) : null;
    assertTrue(round(mails).isPresent());
    assertEquals(List.of("ada@example.org"), server.sent);
    assertEquals(1, rows().size());
  }

  @Test
  void mail_causingAnExceptionInTheLibrary_isRetried() {
    store("bad@example.org");
    server.failure =
        to -> {
          throw new NoClassDefFoundError("jakarta/activation/DataHandler");
        };
    assertTrue(round(mails).isPresent());
    assertEquals(1, rows().size());
  }

  @Test
  void mail_toAnUnknownRecipient_isAbandoned() {
    store("nobody@example.org");
    server.failure = to -> new MailNotSent(Extent.FOR_GOOD, "No such mailbox.", null);
    assertEquals(Optional.empty(), round(mails));
    assertEquals(0, rows().size());
  }

  @Test
  void mail_expired_isNotSent() {
    store("late@example.org", Duration.ofMinutes(3));
    database.clock().advance(Duration.ofMinutes(3));
    round(mails);
    assertEquals(List.of(), server.sent);
  }

  @Test
  void mail_thatExpiresBeforeItsRetry_isAbandoned() {
    store("late@example.org", Duration.ofSeconds(3));
    server.down = true;
    assertEquals(Optional.empty(), round(mails));
  }

  @Test
  void mail_claimedByANodeThatDied_isSentByAnother() {
    store("ada@example.org");
    mails.claim(rows().get(0)).orElseThrow();
    round(mails);
    assertEquals(List.of(), server.sent);
    database.clock().advance(OutboundMails.CLAIM);
    round(mails);
    assertEquals(List.of("ada@example.org"), server.sent);
  }

  @Test
  void mail_sealedWithAnotherKey_waits() {
    store("ada@example.org");
    OutboundMails anotherNode = mails(database, "quite another key of a node that came afterwards");
    assertTrue(round(anotherNode).isPresent());
    database.clock().advance(Duration.ofSeconds(6));
    round(mails);
    assertEquals(List.of("ada@example.org"), server.sent);
  }

  @Test
  void round_afterStop_claimsNothing() {
    store("ada@example.org");
    new DeliveryRound(mails, server, new RetryDelays(() -> 0.5), state, () -> true).run();
    assertEquals(0, rows().get(0).attempts());
  }

  @Test
  void concurrentDeliveries_ofTwoNodes_sendEachMailOnce() {
    IntStream.range(0, 60).forEach(i -> store("u" + i + "@example.org"));
    try (TestDatabase second = database.secondNode()) {
      var nodes =
          new ConcurrentLinkedQueue<>(
              List.of(mails, mails(second, "the key of the node whose mails wait to be sent")));
      Together.run(2, () -> round(nodes.remove()));
    }
    assertEquals(60, server.sent.size());
    assertEquals(60, new HashSet<>(server.sent).size());
    assertEquals(0, rows().size());
  }

  private Optional<Duration> round(OutboundMails node) {
    return new DeliveryRound(node, server, new RetryDelays(() -> 0.5), state, () -> false).run();
  }

  private void store(String to) {
    store(to, THREE_DAYS);
  }

  private void store(String to, Duration worthSendingFor) {
    mails.store(
        MessageKind.TEST,
        new Mail("id-of-" + to, to, "en", database.now(), "Hello", "Text\n", "<p>Text</p>"),
        worthSendingFor);
  }

  private List<OutboundMail> rows() {
    return database
        .entities()
        .createQuery("SELECT m FROM OutboundMail m ORDER BY m.id", OutboundMail.class)
        .getResultList();
  }

  private static OutboundMails mails(Database database, String secretKey) {
    return new OutboundMails(
        database,
        new ServerSecrets(database, Settings.of(Map.of("SECRET_KEY", secretKey))),
        Channel.MAIL);
  }
}
