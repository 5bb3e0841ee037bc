package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.types.LoginMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginByCodeTest {

  private static final String ADA = "ada@example.org";
  private static final Problem WRONG = Problem.with("code", "incorrect_code");

  private TestWorld world =
      TestWorld.withJwt(
          "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true", "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true");
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void code_correct_logsInAndVerifiesTheAddress() {
    Account account = world.account(ADA);
    OpenSession pending = request(ADA);
    assertEquals(Optional.of("login_by_code"), steps.owes(pending));

    LoginOutcome.Complete complete =
        steps.complete(confirm(pending, " " + steps.code(ADA).toLowerCase()));

    assertEquals(account.id(), complete.session().session().account().id());
    assertEquals("code", complete.session().session().state().methods().get(0).method());
    assertTrue(complete.tokens().containsKey("refresh_token"));
    assertTrue(steps.now(pending).isEmpty());
    assertTrue(steps.isVerified(account, ADA));
    assertEquals(List.of("email_verified", "logged_in"), world.audited());
  }

  @Test
  void wrongCodes_countAcrossResendsAndTheLastEndsTheLogin() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    assertEquals(WRONG, Outcomes.problem(confirm(pending, Steps.wrong(steps.code(ADA)))));
    done(world.loginCodeResend.resend(steps.now(pending)));
    assertEquals(WRONG, Outcomes.problem(confirm(pending, Steps.wrong(steps.code(ADA)))));
    assertEquals(WRONG, Outcomes.problem(confirm(pending, Steps.wrong(steps.code(ADA)))));

    assertEquals(new Rejection.NotPending(), rejection(confirm(pending, steps.code(ADA))));
    assertEquals(Optional.empty(), steps.owes(pending));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.loginCodeResend.resend(steps.now(pending))));
    assertEquals(3, world.audited().stream().filter("code_refused"::equals).count());
  }

  @Test
  void code_afterItsLifetime_isInvalid() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    world.clock.advance(Duration.ofSeconds(180));
    assertEquals(new Rejection.NotPending(), rejection(confirm(pending, steps.code(ADA))));
    world.loginCodeResend.resend(steps.now(pending));
    steps.complete(confirm(pending, steps.code(ADA)));
  }

  @Test
  void code_afterAResend_invalidatesThePreviousOne() {
    world.account(ADA);
    OpenSession pending = request(ADA);
    String first = steps.code(ADA);
    world.loginCodeResend.resend(steps.now(pending));
    assertEquals(WRONG, Outcomes.problem(confirm(pending, first)));
  }

  @Test
  void code_inAnotherSession_isInvalid() {
    world.account(ADA);
    OpenSession first = request(ADA);
    String code = steps.code(ADA);
    OpenSession second = request(ADA);
    assertEquals(WRONG, Outcomes.problem(confirm(second, code)));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.loginByCode.confirm(code, Optional.empty())));
    steps.complete(confirm(first, code));
  }

  @Test
  void resend_unlessEnabled_isRejected() {
    world.close();
    world = TestWorld.with("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    steps = new Steps(world);
    world.account(ADA);
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.loginCodeResend.resend(steps.now(request(ADA)))));
  }

  @Test
  void requests_forOneAddress_areLimited() {
    world.close();
    world =
        TestWorld.with(
            "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true", "ACCOUNT_RATE_LIMITS_ENABLED", "true");
    world.account(ADA);
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(
          LoginOutcome.Pending.class, done(world.loginCodeRequest.request(ADA, Optional.empty())));
    }
    assertInstanceOf(
        Rejection.Limited.class,
        rejection(world.loginCodeRequest.request("ADA@example.org", Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "password"})
  void password_whereACodeIsRequired_leavesTheLoginPending(String required) {
    world.close();
    world = TestWorld.withJwt("ACCOUNT_LOGIN_BY_CODE_REQUIRED", required);
    steps = new Steps(world);
    world.account(ADA);

    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    assertEquals(Optional.of("login_by_code"), steps.owes(pending));
    assertFalse(steps.now(pending).orElseThrow().isAuthenticated());
    LoginOutcome.Complete complete = steps.complete(confirm(pending, steps.code(ADA)));

    assertTrue(complete.tokens().containsKey("refresh_token"));
  }

  @Test
  void login_byUserName_sendsTheCodeToThePrimaryAddress() {
    world.close();
    world =
        TestWorld.with(
            "ACCOUNT_LOGIN_METHODS", "username,email",
            "ACCOUNT_SIGNUP_FIELDS", "username*,email*,password1*",
            "ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true");
    steps = new Steps(world);
    world.account("ada", ADA, TestWorld.HASH);
    world.account("bob", null, TestWorld.HASH);

    OpenSession pending =
        steps.pending(
            world.login.byPassword(
                LoginMethod.USERNAME, "Ada", TestWorld.PASSWORD, Optional.empty()));

    steps.complete(confirm(pending, steps.code(ADA)));
    steps.complete(
        world.login.byPassword(LoginMethod.USERNAME, "bob", TestWorld.PASSWORD, Optional.empty()));
  }

  private OpenSession request(String email) {
    return steps.pending(world.loginCodeRequest.request(email, Optional.empty()));
  }

  private Outcome<LoginOutcome> confirm(OpenSession session, String code) {
    return world.loginByCode.confirm(code, steps.now(session));
  }
}
