package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Map<String, String> CODE = Map.of("code", "A1B2-C3D4");
  private static final int ENOUGH_MILLIS = 20_000;

  private final TestDatabase database = new TestDatabase();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final int port = freePort();
  private final GreenMail server =
      new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Settings settings =
      Settings.of(
          Map.of(
              "SECRET_KEY", "a-secret-key-that-one-node-keeps-to-itself",
              "EMAIL_HOST", "127.0.0.1",
              "EMAIL_PORT", String.valueOf(port)));
  private final ServerSecrets secrets = new ServerSecrets(database, settings);
  private final Delivery delivery =
      new Delivery(
          database,
          secrets,
          settings,
          new ShortMessages(settings, List.of()),
          new DeliveryState(new Counters()));
  private final Outbox outbox =
      new Outbox(database, secrets, settings, Limits.of(database, settings), delivery);

  @AfterEach
  void stop() {
    delivery.stop();
    threads.shutdownNow();
    server.stop();
    database.close();
  }

  @Test
  void mail_afterCommit_isSentImmediately() throws Exception {
    server.start();
    delivery.start(threads);
    database.transaction(
        () -> {
          outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
          assertEquals(0, server.getReceivedMessages().length);
        });
    assertTrue(server.waitForIncomingEmail(ENOUGH_MILLIS, 1));
    assertEquals("Your login code", server.getReceivedMessages()[0].getSubject());
  }

  @Test
  void mail_leftByAnotherNode_isSent() {
    outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    server.start();
    delivery.start(threads);
    delivery.wake();
    assertTrue(server.waitForIncomingEmail(ENOUGH_MILLIS, 1));
  }

  @Test
  void request_whileTheMailServerIsDown_succeedsAndTheMailFollows() throws Exception {
    delivery.start(threads);
    outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    untilAttempted();
    server.start();
    database.clock().advance(Duration.ofSeconds(10));
    delivery.wake();
    assertTrue(server.waitForIncomingEmail(ENOUGH_MILLIS, 1));
    delivery.stop();
    assertEquals(1, server.getReceivedMessages().length);
    assertEquals(0, waiting().size());
  }

  @Test
  void mail_afterStop_waits() throws Exception {
    server.start();
    delivery.start(threads);
    delivery.stop();
    outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    threads.shutdown();
    assertTrue(threads.awaitTermination(ENOUGH_MILLIS, TimeUnit.MILLISECONDS));
    assertEquals(1, waiting().size());
  }

  @Test
  void request_whenTheExecutorRejects_succeeds() {
    delivery.start(threads);
    threads.shutdownNow();
    outbox.send(MessageKind.LOGIN_CODE, Destination.email("ada@example.org"), CODE);
    delivery.wake();
    assertEquals(1, waiting().size());
  }

  /** Until the mail was claimed and put off again, which leaves it due within seconds. */
  private void untilAttempted() throws InterruptedException {
    while (waiting().get(0).attempts() == 0
        || waiting().get(0).nextAttempt().isAfter(database.now().plusSeconds(10))) {
      Thread.sleep(10);
    }
  }

  private List<OutboundMail> waiting() {
    return database
        .entities()
        .createQuery("SELECT m FROM OutboundMail m ORDER BY m.id", OutboundMail.class)
        .getResultList();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
