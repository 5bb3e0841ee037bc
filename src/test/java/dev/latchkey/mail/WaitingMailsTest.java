package dev.latchkey.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.mail.MailNotSent.Extent;
import dev.latchkey.mail.WaitingMails.Change;
import dev.latchkey.mail.WaitingMails.Waiting;
import dev.latchkey.metrics.Counters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingMailsTest {

  private final TestWorld world = TestWorld.with();
  private final WaitingMails waiting = world.bean(WaitingMails.class);
  private final FakeTransport server = new FakeTransport();
  private final OutboundMails rows = new OutboundMails(world.database, world.secrets, Channel.MAIL);

  @AfterEach
  void close() {
    world.close();
  }

  private long send() {
    return send(MessageKind.LOGIN_CODE);
  }

  private long send(MessageKind kind) {
    world.database.transaction(
        () ->
            world.outbox.send(
                kind, Destination.email("ada@example.org"), Map.of("code", "K7D-4FM")));
    return all().get(all().size() - 1).id();
  }

  private List<Waiting> all() {
    return waiting.list(Optional.empty(), 0, 50);
  }

  private void fail(String message) {
    server.failure = to -> new MailNotSent(Extent.FOR_NOW, message, null);
    new DeliveryRound(
            rows,
            server,
            new RetryDelays(() -> 0.5),
            new DeliveryState(new Counters()),
            () -> false)
        .run();
  }

  @Test
  void mail_untried_showsKindAndRecipient() {
    long id = send();
    Waiting mail = all().get(0);
    assertEquals(id, mail.id());
    assertEquals("login_code", mail.kind());
    assertEquals("ada@example.org", mail.to());
    assertEquals(0, mail.attempts());
    assertNull(mail.lastError());
    assertEquals(world.clock.instant(), mail.created());
    assertEquals(1, waiting.count(false));
    assertEquals(0, waiting.count(true));
    assertFalse(waiting.reachesPeople());
    assertTrue(waiting.transport().contains("log"));
  }

  @Test
  void failure_isShownWithoutCodesAndLinks() {
    send();
    fail("450 rejected: K7D-4FM at https://app.example.org/x?key=y");

    Waiting mail = waiting.list(Optional.of(true), 0, 50).get(0);

    assertEquals("450 rejected: … at …", mail.lastError());
    assertEquals(1, mail.attempts());
    assertFalse(mail.sending());
    assertEquals(world.clock.instant().plusSeconds(5), mail.nextAttempt());
    assertEquals(List.of(), waiting.list(Optional.of(false), 0, 50));
  }

  @Test
  void mail_retried_isDueNow_andDiscarded_isGone() {
    long id = send();
    fail("450 later");

    assertEquals(Change.DONE, waiting.retry(id));
    assertEquals(world.clock.instant(), all().get(0).nextAttempt());
    assertEquals(Change.DONE, waiting.discard(id));
    assertEquals(Change.GONE, waiting.discard(id));
    assertEquals(Change.GONE, waiting.retry(id));
    assertEquals(List.of(), all());
  }

  @Test
  void mail_beingSent_staysAsItIs() {
    long id = send(MessageKind.TEST);
    rows.claim(rows.due(1).get(0)).orElseThrow();

    assertTrue(all().get(0).sending());
    assertEquals(Change.BEING_SENT, waiting.retry(id));
    assertEquals(Change.BEING_SENT, waiting.discard(id));
    world.clock.advance(OutboundMails.CLAIM);
    assertFalse(all().get(0).sending(), "the node is considered dead");
    assertEquals(Change.DONE, waiting.retry(id));
  }

  @Test
  void mails_expired_areNotListed_andPagesFollowTheIds() {
    long first = send();
    long second = send();
    assertEquals(first, waiting.list(Optional.empty(), 0, 1).get(0).id());
    assertEquals(second, waiting.list(Optional.empty(), first, 1).get(0).id());
    world.clock.advance(Duration.ofDays(4));
    assertEquals(List.of(), all());
    assertEquals(Change.GONE, waiting.retry(first));
  }
}
