package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeGateway;
import dev.latchkey.LogRecords;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.it.application.FormSms;
import dev.latchkey.mail.SentMail;
import dev.latchkey.mail.sms.SmsSender;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShortNotificationsTest {

  private static final String ADA = "ada@example.org";
  private static final String NUMBER = "+4915112345678";
  private static final int ENOUGH_SECONDS = 20;

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final SmsSender own = (number, text) -> sent.add(number + " " + text);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private TestWorld world = world(List.of(own));

  @AfterEach
  void close() {
    RequestContext.leave();
    world.delivery.stop();
    threads.shutdownNow();
    world.close();
  }

  @Test
  void passwordChange_withAnApplicationsSender_sendsItTheMessage() throws InterruptedException {
    account(NUMBER);
    world.delivery.start(threads);
    RequestContext.enter(new RequestContext(null, null, null, Language.GERMAN));
    changePassword();
    assertEquals(
        NUMBER + " [Acme] Ihr Passwort wurde geändert",
        sent.poll(ENOUGH_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void passwordChange_withoutAnApplicationsSender_callsTheWebhook() throws InterruptedException {
    try (FakeGateway gateway = new FakeGateway()) {
      replaceWorld(List.of(), "SMS_WEBHOOK_URL", gateway.messages().toString());
      account(NUMBER);
      world.delivery.start(threads);
      changePassword();
      assertEquals(
          "{\"to\":\"+4915112345678\",\"text\":\"[Acme] Your password was changed\"}",
          gateway.requests.poll(ENOUGH_SECONDS, TimeUnit.SECONDS).body());
      world.delivery.stop();
    }
  }

  @Test
  void exampleSender_ofThePage_sendsAForm() throws InterruptedException {
    try (FakeGateway gateway = new FakeGateway()) {
      gateway.answer = "OK 1";
      replaceWorld(List.of(new FormSms(gateway.messages())));
      account(NUMBER);
      world.delivery.start(threads);
      changePassword();
      assertEquals(
          "msisdn=%2B4915112345678&message=%5BAcme%5D+Your+password+was+changed",
          gateway.requests.poll(ENOUGH_SECONDS, TimeUnit.SECONDS).body());
      world.delivery.stop();
    }
  }

  @Test
  void addressChange_ofAnyKind_isNotifiedToThePhone() {
    account(NUMBER);
    Session session = world.logIn(ADA).session().session();
    world.managedAddresses.add(session, "new@example.org");
    world.managedAddresses.remove(session, "new@example.org");
    assertEquals(
        List.of("[Acme] An email address was added", "[Acme] An email address was removed"),
        messages().map(SentMail::text).toList());
    assertEquals(List.of(NUMBER, NUMBER), messages().map(SentMail::to).toList());
  }

  @Test
  void account_withoutANumber_getsTheMailOnly() {
    account(null);
    changePassword();
    assertEquals(0, messages().count());
    assertEquals(1, world.mails().size());
  }

  @Test
  void number_inAnotherForm_isSkippedAndLoggedWithoutTheNumber() {
    Account account = account("0151 12345678");
    try (LogRecords log = LogRecords.of("dev.latchkey.mail")) {
      changePassword();
      assertEquals(1, log.messages().size());
      String line = log.messages().get(0);
      assertTrue(line.contains("account " + account.id() + " "), line);
      assertFalse(line.contains("0151"), line);
    }
    assertEquals(0, messages().count());
    assertEquals(1, world.mails().size());
  }

  @Test
  void number_whileItsMessageIsSent_isNeverLogged() throws InterruptedException {
    try (LogRecords log = LogRecords.of("dev.latchkey")) {
      account(NUMBER);
      world.delivery.start(threads);
      changePassword();
      assertTrue(sent.poll(ENOUGH_SECONDS, TimeUnit.SECONDS).startsWith(NUMBER));
      world.delivery.stop();
      assertFalse(log.messages().toString().contains(NUMBER.substring(3)));
    }
  }

  @Test
  void notification_withoutASender_storesAndLogsNothing() {
    replaceWorld(List.of());
    account("no number at all");
    try (LogRecords log = LogRecords.of("dev.latchkey.mail")) {
      changePassword();
      assertEquals(List.of(), log.messages());
    }
    assertEquals(1, world.count("outbound_mail"));
  }

  @Test
  void notification_whereDisabled_isNotSent() {
    replaceWorld(List.of(own), "ACCOUNT_EMAIL_NOTIFICATIONS", "false");
    account(NUMBER);
    changePassword();
    assertEquals(0, world.count("outbound_mail"));
  }

  private Account account(String phone) {
    Account account = new Steps(world).verified(ADA);
    if (phone != null) {
      world.attribute(account, "phone", phone);
    }
    return account;
  }

  private void changePassword() {
    Session session = world.logIn(ADA).session().session();
    assertTrue(
        done(world.passwordChange.change(session, TestWorld.PASSWORD, "another battery staple"))
            .isPresent());
  }

  private Stream<SentMail> messages() {
    return SentMail.shortOnesIn(world.database, world.secrets).stream();
  }

  private void replaceWorld(List<SmsSender> senders, String... more) {
    world.close();
    world = world(senders, more);
  }

  private static TestWorld world(List<SmsSender> senders, String... more) {
    Stream<String> usual =
        Stream.of("ACCOUNT_EMAIL_NOTIFICATIONS", "true", "ACCOUNT_EMAIL_SUBJECT_PREFIX", "[Acme]");
    return TestWorld.withSms(senders, Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
  }
}
