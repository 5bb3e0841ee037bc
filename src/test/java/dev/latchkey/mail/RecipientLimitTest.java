package dev.latchkey.mail;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientLimitTest {

  private static final String ADA = "ada@example.org";
  private static final String UNKNOWN = "nobody@example.org";

  /** How an attacker causes mails to an address of their choice. */
  enum Nuisance {
    RESET,
    LOGIN_CODE,
    SIGNUP
  }

  private TestWorld world = world();
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(Nuisance.class)
  void mailsOfOneKind_beyondTheLimit_areNotSent(Nuisance nuisance) {
    world.account(ADA);

    for (int i = 0; i < 15; i++) {
      cause(nuisance, ADA);
    }

    assertEquals(10, mailsTo(ADA));
  }

  @Test
  void mailsOfAllKinds_toOneRecipient_areCountedTogether() {
    world.account(ADA);

    for (int i = 0; i < 8; i++) {
      for (Nuisance nuisance : Nuisance.values()) {
        cause(nuisance, i % 2 == 0 ? ADA : "ADA@Example.org");
      }
    }

    assertEquals(10, world.mails().size());
    cause(Nuisance.RESET, UNKNOWN);
    assertEquals(11, world.mails().size());
  }

  @Test
  void mails_overADay_areLimitedAsWell() {
    world.account(ADA);

    for (int hour = 0; hour < 23; hour++) {
      for (int i = 0; i < 12; i++) {
        cause(Nuisance.RESET, ADA);
      }
      world.clock.advance(Duration.ofHours(1));
    }
    assertEquals(30, mailsTo(ADA));
    world.clock.advance(Duration.ofHours(1));
    cause(Nuisance.RESET, ADA);
    assertEquals(31, mailsTo(ADA));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADA, UNKNOWN})
  void responses_beyondTheLimit_areTheSame(String email) {
    world.account(ADA);
    for (int i = 0; i < 10; i++) {
      cause(Nuisance.RESET, email);
    }

    done(world.resetRequest.request(email, Optional.empty()));
    OpenSession pending = steps.pending(world.loginCodeRequest.request(email, Optional.empty()));
    assertEquals(
        "incorrect_code",
        Outcomes.problem(world.loginByCode.confirm("WRONG1", steps.now(pending))).code());
  }

  @Test
  void firstWithheldMail_ofAWindow_isRecorded() {
    world.account(ADA);
    for (int i = 0; i < 20; i++) {
      cause(Nuisance.RESET, ADA);
      cause(Nuisance.LOGIN_CODE, UNKNOWN);
    }

    assertEquals(
        List.of(
            "password_reset_code ada@example.org",
            "password_reset_unknown_account nobody@example.org"),
        withheld());
    assertEquals(20, world.counters.limited().value("mail"));
    world.clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 12; i++) {
      cause(Nuisance.RESET, ADA);
    }
    assertEquals(3, withheld().size());
  }

  @Test
  void ownersMails_whenAttackersHaveUsedUpTheirs_areSent() {
    Account ada = steps.verified(ADA);
    for (int i = 0; i < 12; i++) {
      cause(Nuisance.RESET, ADA);
    }

    world.passwordChange.change(
        world.sessions.find(world.open(ada).token()).orElseThrow(),
        TestWorld.PASSWORD,
        Steps.NEW_PASSWORD);

    assertEquals("Your password was changed", world.mailTo(ADA).subject());
    assertEquals(11, mailsTo(ADA));
  }

  @Test
  void codeAfterAPassword_whenAttackersHaveUsedUpTheirs_isSent() {
    world.close();
    world = world("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true");
    steps = new Steps(world);
    steps.verified(ADA);
    for (int i = 0; i < 12; i++) {
      cause(Nuisance.RESET, ADA);
    }

    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    assertInstanceOf(
        LoginOutcome.Complete.class,
        done(world.loginByCode.confirm(steps.code(ADA), steps.now(pending))));
  }

  @Test
  void ownersMails_beyondTheLimit_areNotSentEither() {
    world.close();
    world = world("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true");
    steps = new Steps(world);
    steps.verified(ADA);

    for (int i = 0; i < 15; i++) {
      steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    }

    assertEquals(10, mailsTo(ADA));
  }

  @Test
  void concurrentMails_onTwoNodes_areAsManyAsTheLimitAllows() {
    world.account(ADA);
    try (TestWorld other = world.secondNode(settings())) {
      AtomicInteger turn = new AtomicInteger();
      Together.run(
          32,
          () -> {
            int i = turn.getAndIncrement();
            TestWorld node = i % 2 == 0 ? world : other;
            return i % 4 < 2
                ? node.resetRequest.request(ADA, Optional.empty())
                : node.loginCodeRequest.request(ADA, Optional.empty());
          });

      assertEquals(10, mailsTo(ADA));
      assertEquals(1, withheld().size());
    }
  }

  @Test
  void mailOfAFailedTransaction_isNotCounted() {
    Outbox outbox =
        new Outbox(
            world.database,
            world.secrets,
            world.settings,
            new RecipientLimit(world.limiter, world.audit),
            world.delivery);
    for (int i = 0; i < 20; i++) {
      try {
        world.database.transaction(
            () -> {
              outbox.send(
                  MessageKind.LOGIN_CODE,
                  Destination.email(ADA),
                  java.util.Map.of("code", "A1B2-C3D4"));
              throw new IllegalStateException("changed its mind");
            });
      } catch (IllegalStateException expected) {
        continue;
      }
    }

    cause(Nuisance.RESET, ADA);

    assertEquals(1, mailsTo(ADA));
  }

  @Test
  void mailToAnUnknownAccount_turnedOff_isNeverDueAndCostsTheSame() {
    world.close();
    world = world("ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS", "false");
    steps = new Steps(world);
    world.account(ADA);

    cause(Nuisance.RESET, UNKNOWN);
    cause(Nuisance.LOGIN_CODE, UNKNOWN);
    assertEquals(List.of(), due());
    assertEquals(2, world.count("outbound_mail"));

    cause(Nuisance.RESET, ADA);
    assertEquals(List.of(ADA), due());
  }

  private List<String> due() {
    OutboundMails mails = new OutboundMails(world.database, world.secrets, Channel.MAIL);
    List<String> recipients = new ArrayList<>();
    mails.due(100).forEach(row -> recipients.add(mails.open(row).orElseThrow().to()));
    return recipients;
  }

  private List<String> withheld() {
    return world.auditEvents().stream()
        .filter(e -> e.type().equals("mail_withheld"))
        .map(e -> e.detail())
        .toList();
  }

  private long mailsTo(String email) {
    return world.mails().stream().filter(m -> m.to().equalsIgnoreCase(email)).count();
  }

  private void cause(Nuisance nuisance, String email) {
    Outcome<?> outcome =
        switch (nuisance) {
          case RESET -> world.resetRequest.request(email, Optional.empty());
          case LOGIN_CODE -> world.loginCodeRequest.request(email, Optional.empty());
          case SIGNUP -> steps.signUp(email);
        };
    assertTrue(
        done(outcome) instanceof Optional || done(outcome) instanceof LoginOutcome.Pending,
        outcome::toString);
  }

  private static TestWorld world(String... more) {
    return TestWorld.with(settings(more));
  }

  /** Only the limit by recipient is in the way. */
  private static String[] settings(String... more) {
    String[] all = {
      "ACCOUNT_RATE_LIMITS_ENABLED", "true",
      "ACCOUNT_RATE_LIMITS_RESET_PASSWORD", "false",
      "ACCOUNT_RATE_LIMITS_REQUEST_LOGIN_CODE", "false",
      "ACCOUNT_RATE_LIMITS_CONFIRM_EMAIL", "false",
      "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
      "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true",
      "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
      "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true",
      "ACCOUNT_EMAIL_NOTIFICATIONS", "true"
    };
    String[] joined = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, joined, all.length, more.length);
    return joined;
  }
}
