package dev.latchkey.flows.password;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResetByCodeTest {

  private static final String ADA = "ada@example.org";
  private static final Problem WRONG = Problem.with("key", "incorrect_code");

  private TestWorld world = TestWorld.withJwt("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void code_correct_setsThePasswordAndEndsAllSessions() {
    Account account = world.account(ADA);
    LoginOutcome.Complete before = world.logIn(ADA);
    OpenSession pending = request(ADA);
    String code = steps.code(ADA);
    done(world.reset.look(code, steps.now(pending)));

    var done = done(reset(pending, code.toLowerCase(Locale.ROOT)));

    assertTrue(done.isEmpty());
    assertTrue(steps.isVerified(account, ADA));
    assertTrue(steps.now(before.session()).isEmpty());
    assertEquals(0, world.count("refresh_token"));
    assertInstanceOf(Rejection.NotPending.class, rejection(reset(pending, code)));
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void wrongCodes_countAcrossChecksAndUses() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    String code = steps.code(ADA);

    assertEquals(WRONG, Outcomes.problem(world.reset.look(Steps.wrong(code), steps.now(pending))));
    assertEquals(WRONG, Outcomes.problem(reset(pending, Steps.wrong(code))));
    assertEquals(WRONG, Outcomes.problem(world.reset.look(Steps.wrong(code), steps.now(pending))));

    assertInstanceOf(Rejection.NotPending.class, rejection(reset(pending, code)));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.reset.look(code, steps.now(pending))));
  }

  @Test
  void weakPassword_costsNoAttempt() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    String code = steps.code(ADA);
    for (int i = 0; i < 4; i++) {
      var outcome = world.reset.reset(code, "short", steps.now(pending));
      assertEquals("password_too_short", Outcomes.problem(outcome).code());
    }
    done(reset(pending, code));
  }

  @Test
  void code_forAnUnknownAddress_isInvalid() {
    OpenSession pending = request("nobody@example.org");
    for (int i = 0; i < 3; i++) {
      assertEquals(WRONG, Outcomes.problem(reset(pending, "BBBB-BBBB")));
    }
    assertInstanceOf(Rejection.NotPending.class, rejection(reset(pending, "BBBB-BBBB")));
  }

  @Test
  void emptyCode_forAnUnknownAddress_isInvalid() {
    OpenSession pending = request("nobody@example.org");
    assertEquals(WRONG, Outcomes.problem(reset(pending, "")));
    assertEquals(WRONG, Outcomes.problem(reset(pending, "-")));
  }

  @Test
  void code_afterItsLifetime_isInvalid() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    String code = steps.code(ADA);
    world.clock.advance(Duration.ofSeconds(179));
    done(world.reset.look(code, steps.now(pending)));
    world.clock.advance(Duration.ofSeconds(1));
    assertInstanceOf(Rejection.NotPending.class, rejection(reset(pending, code)));
  }

  @Test
  void code_inAnotherSession_isInvalid() {
    world.account(ADA);
    OpenSession first = request(ADA);
    String code = steps.code(ADA);
    OpenSession second = request(ADA);

    assertEquals(WRONG, Outcomes.problem(reset(second, code)));
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.reset.reset(code, Steps.NEW_PASSWORD, Optional.empty())));
    done(reset(first, code));
  }

  @Test
  void code_afterALoginInBetween_isValid() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    String code = steps.code(ADA);
    world.logIn(ADA);
    done(reset(pending, code));
  }

  @Test
  void reset_withLoginOnPasswordReset_logsInWithANewToken() {
    world.close();
    world =
        TestWorld.withJwt(
            "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
            "true",
            "ACCOUNT_LOGIN_ON_PASSWORD_RESET",
            "true");
    steps = new Steps(world);
    world.account(ADA);
    OpenSession pending = request(ADA);

    var done = done(reset(pending, steps.code(ADA)));

    LoginOutcome.Complete complete = steps.complete(done.orElseThrow());
    assertTrue(complete.tokens().containsKey("access_token"));
    assertTrue(steps.now(pending).isEmpty());
    assertTrue(steps.now(complete.session()).isPresent());
  }

  private OpenSession request(String email) {
    return done(world.resetRequest.request(email, Optional.empty())).orElseThrow();
  }

  private Outcome<Optional<LoginOutcome>> reset(OpenSession session, String code) {
    return world.reset.reset(code, Steps.NEW_PASSWORD, steps.now(session));
  }
}
