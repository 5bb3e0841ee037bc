package dev.latchkey.flows.password;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mail.SentMail;
import dev.latchkey.sessions.OpenSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ResetByLinkTest {

  private static final String ADA = "ada@example.org";
  private static final Problem REJECTED = Problem.with("key", "invalid_password_reset");

  private TestWorld world = TestWorld.withJwt(Steps.settings());
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void link_setsTheNewPasswordOnce() {
    world.account(ADA);
    String key = request();
    done(world.reset.look(key, Optional.empty()));
    done(world.reset.look(key, Optional.empty()));

    var done = done(reset(key));

    assertTrue(done.isEmpty());
    assertEquals(
        "email_password_mismatch", Outcomes.problem(steps.logIn(ADA, TestWorld.PASSWORD)).code());
    assertRejected(key);
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void reset_endsAllSessionsAndRefreshTokens() {
    world.account(ADA);
    LoginOutcome.Complete before = world.logIn(ADA);

    reset(request());

    assertTrue(steps.now(before.session()).isEmpty());
    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.refresh.refresh("refresh_token", before.tokens().get("refresh_token"))));
    assertEquals(0, world.count("session"));
    assertEquals(0, world.count("refresh_token"));
  }

  @Test
  void link_afterTheNextLogin_isInvalid() {
    world.account(ADA);
    String key = request();
    world.logIn(ADA);
    assertRejected(key);
  }

  @Test
  void link_afterAPasswordChange_isInvalid() {
    Account account = world.account(ADA);
    String key = request();
    world.passwordChange.change(
        steps.now(world.open(account)).orElseThrow(), TestWorld.PASSWORD, Steps.NEW_PASSWORD);
    assertRejected(key);
  }

  @Test
  void link_afterTheUseOfAnother_isInvalid() {
    world.account(ADA);
    String first = request();
    String second = request();
    reset(second);
    assertRejected(first);
  }

  @Test
  void link_afterAFailedLogin_staysValid() {
    world.account(ADA);
    String key = request();
    steps.logIn(ADA, "not the password");
    done(reset(key));
  }

  @Test
  void link_afterItsLifetime_isInvalid() {
    world.account(ADA);
    String key = request();
    world.clock.advance(Duration.ofDays(3));
    assertRejected(key);
  }

  @Test
  void keys_alteredForeignOrMalformed_areRejectedAlike() {
    Account account = world.account(ADA);
    String key = request();
    OpenSession session = world.open(account);
    world.managedAddresses.resend(steps.now(session).orElseThrow(), ADA);

    assertRejected(key + "x");
    assertRejected(key.substring(1));
    assertRejected(steps.verificationKey(ADA));
    assertRejected("");
    done(reset(key));
  }

  @Test
  void link_afterAWeakPassword_staysValid() {
    world.account(ADA);
    String key = request();

    assertEquals(
        Problem.with("password", "password_too_short", 8),
        Outcomes.problem(world.reset.reset(key, "short", Optional.empty())));
    assertEquals(
        "password_too_similar",
        Outcomes.problem(world.reset.reset(key, ADA, Optional.empty())).code());

    done(reset(key));
  }

  @Test
  void account_withoutAPassword_getsOne() {
    world.account(null, ADA, null);
    done(reset(request()));
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void account_inactive_isTreatedLikeAnUnknownOne() {
    Account account = world.account(ADA);
    String key = request();
    world.deactivate(account);

    assertRejected(key);
    done(world.resetRequest.request(ADA, Optional.empty()));
    assertFalse(world.mailTo(ADA).text().contains("/reset/"), "no link");
  }

  @Test
  void reset_verifiesTheAddress() {
    world.close();
    world = TestWorld.withJwt(Steps.settings("ACCOUNT_EMAIL_VERIFICATION", "mandatory"));
    steps = new Steps(world);
    Account account = world.account(ADA);
    steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    reset(request());

    assertTrue(steps.isVerified(account, ADA));
    assertTrue(world.audited().containsAll(List.of("password_reset", "email_verified")));
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void reset_withLoginOnPasswordReset_logsIn() {
    world.close();
    world =
        TestWorld.withJwt(
            Steps.settings(
                "ACCOUNT_LOGIN_ON_PASSWORD_RESET",
                "true",
                "ACCOUNT_EMAIL_VERIFICATION",
                "mandatory"));
    steps = new Steps(world);
    world.account(ADA);
    OpenSession waiting = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    var done = done(world.reset.reset(request(), Steps.NEW_PASSWORD, steps.now(waiting)));

    LoginOutcome.Complete complete = steps.complete(done.orElseThrow());
    assertEquals("password_reset", complete.session().session().state().methods().get(0).method());
    assertTrue(complete.tokens().containsKey("refresh_token"));
    assertTrue(steps.now(waiting).isEmpty());
  }

  @Test
  void address_claimedBySeveralAccounts_getsALinkForEach() {
    world.account("ada", ADA, TestWorld.HASH);
    Account other = world.account("adele", "other@example.org", TestWorld.HASH);
    steps.add(other, ADA, false);

    request();

    List<SentMail> mails = world.mails().stream().filter(m -> m.to().equals(ADA)).toList();
    assertEquals(2, mails.size());
  }

  @RepeatedTest(3)
  void link_usedConcurrently_resetsOnce() {
    world.account(ADA);
    String key = request();

    List<Outcome<Optional<LoginOutcome>>> outcomes = Together.run(6, () -> reset(key));

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    outcomes.stream()
        .filter(o -> !Outcomes.isDone(o))
        .forEach(o -> assertEquals(REJECTED, Outcomes.problem(o)));
    assertEquals(1, world.audited().stream().filter("password_reset"::equals).count());
  }

  private String request() {
    done(world.resetRequest.request(ADA, Optional.empty()));
    return steps.resetKey(ADA);
  }

  private Outcome<Optional<LoginOutcome>> reset(String key) {
    return world.reset.reset(key, Steps.NEW_PASSWORD, Optional.empty());
  }

  private void assertRejected(String key) {
    assertEquals(REJECTED, Outcomes.problem(world.reset.look(key, Optional.empty())), key);
    assertEquals(REJECTED, Outcomes.problem(reset(key)), key);
  }
}
