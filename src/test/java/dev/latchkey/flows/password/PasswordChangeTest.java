package dev.latchkey.flows.password;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.RefreshedTokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PasswordChangeTest {

  private static final String ADA = "ada@example.org";

  private TestWorld world = TestWorld.withJwt("ACCOUNT_EMAIL_NOTIFICATIONS", "true");
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void caller_continuesWithANewSessionAndNewTokens() {
    world.account(ADA);
    LoginOutcome.Complete before = world.logIn(ADA);

    LoginOutcome.Complete after = steps.complete(change(before.session()).orElseThrow());

    assertNotEquals(before.session().token(), after.session().token());
    assertEquals(Set.of("access_token", "refresh_token"), after.tokens().keySet());
    assertTrue(steps.now(before.session()).isEmpty());
    assertTrue(steps.now(after.session()).orElseThrow().isAuthenticated());
    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.refresh.refresh("refresh_token", before.tokens().get("refresh_token"))));
    done(world.refresh.refresh("refresh_token", after.tokens().get("refresh_token")));
    assertEquals("password", after.session().session().state().methods().get(0).method());
  }

  @Test
  void otherSessions_endWithTheirRefreshTokens() {
    world.account(ADA);
    LoginOutcome.Complete other = world.logIn(ADA);
    LoginOutcome.Complete caller = world.logIn(ADA);

    change(caller.session());

    assertTrue(steps.now(other.session()).isEmpty());
    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.refresh.refresh("refresh_token", other.tokens().get("refresh_token"))));
    assertEquals(1, world.count("session"));
    assertEquals(1, world.count("refresh_token"));
  }

  @Test
  void sessions_ofOtherAccounts_continue() {
    world.account(ADA);
    OpenSession bob = world.open(world.account("bob@example.org"));
    change(world.logIn(ADA).session());
    assertTrue(steps.now(bob).isPresent());
  }

  @Test
  void newPassword_replacesTheOldOne() {
    world.account(ADA);
    change(world.logIn(ADA).session());
    assertEquals(
        "email_password_mismatch", Outcomes.problem(steps.logIn(ADA, TestWorld.PASSWORD)).code());
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void currentPassword_wrong_isRejected() {
    Account account = world.account(ADA);
    OpenSession session = world.logIn(ADA).session();

    Outcome<?> outcome =
        world.passwordChange.change(steps.now(session).orElseThrow(), "not it", Steps.NEW_PASSWORD);

    assertEquals(
        Problem.with("current_password", "enter_current_password"), Outcomes.problem(outcome));
    assertTrue(steps.now(session).isPresent());
    assertEquals(List.of("logged_in", "password_change_failed"), world.audited());
    assertEquals(account.id(), world.auditEvents().get(1).accountId());
  }

  @Test
  void newPassword_weak_isRejected() {
    world.account(ADA);
    OpenSession session = world.logIn(ADA).session();
    for (String weak : List.of("short", "password", "12345678901", ADA)) {
      Outcome<?> outcome =
          world.passwordChange.change(steps.now(session).orElseThrow(), TestWorld.PASSWORD, weak);
      var rejected = assertInstanceOf(Rejection.Problems.class, rejection(outcome));
      rejected.problems().forEach(p -> assertEquals("new_password", p.param()));
    }
    assertTrue(steps.now(session).isPresent());
  }

  @Test
  void caller_withLogoutOnPasswordChange_isLoggedOut() {
    world.close();
    world = TestWorld.withJwt("ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE", "true");
    steps = new Steps(world);
    world.account(ADA);

    assertEquals(Optional.empty(), change(world.logIn(ADA).session()));

    assertEquals(0, world.count("session"));
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
  }

  @Test
  void account_withoutAPassword_getsItsFirst() {
    Account account = world.account(null, ADA, null);
    steps.verify(account, ADA);
    OpenSession session = world.open(account);

    Optional<LoginOutcome> outcome =
        done(world.passwordChange.change(steps.now(session).orElseThrow(), "", Steps.NEW_PASSWORD));

    steps.complete(outcome.orElseThrow());
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
    String set = world.mailTo(ADA).subject();
    change(world.open(account), Steps.NEW_PASSWORD, TestWorld.PASSWORD);
    assertNotEquals(
        set, world.mailTo(ADA).subject(), "the first one is set, the second one changes it");
  }

  @Test
  void owner_isNotifiedWithAddressBrowserAndTime() {
    steps.verified(ADA);
    OpenSession session = world.logIn(ADA).session();
    RequestContext.enter(new RequestContext("192.0.2.7", "Firefox/140.0 (X11; Linux)", "r1", null));

    change(session);

    String text = world.mailTo(ADA).text();
    assertTrue(text.contains("192.0.2.7"), text);
    assertTrue(text.contains("Firefox (Linux)"), text);
    assertTrue(text.contains(world.clock.instant().toString().substring(0, 10)), text);
  }

  @Test
  void attempts_aboveTheLimit_areDenied() {
    world.close();
    world = TestWorld.withJwt("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    steps = new Steps(world);
    Session session = steps.now(world.open(world.account(ADA))).orElseThrow();
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(
          Rejection.Problems.class,
          rejection(world.passwordChange.change(session, "not it", Steps.NEW_PASSWORD)));
    }
    assertInstanceOf(
        Rejection.Limited.class,
        rejection(world.passwordChange.change(session, TestWorld.PASSWORD, Steps.NEW_PASSWORD)));
  }

  @RepeatedTest(3)
  void concurrentChanges_letOneSucceed() {
    Account account = world.account(ADA);
    Session session = steps.now(world.open(account)).orElseThrow();
    AtomicInteger turn = new AtomicInteger();

    List<Outcome<Optional<LoginOutcome>>> outcomes =
        Together.run(
            4,
            () ->
                world.passwordChange.change(
                    session, TestWorld.PASSWORD, Steps.NEW_PASSWORD + turn.getAndIncrement()));

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    assertEquals(1, world.count("session"));
  }

  @RepeatedTest(3)
  void concurrentRefresh_leavesNoUsableToken() {
    world.account(ADA);
    LoginOutcome.Complete thief = world.logIn(ADA);
    LoginOutcome.Complete owner = world.logIn(ADA);
    AtomicInteger turn = new AtomicInteger();

    List<Optional<String>> tokens =
        Together.run(
            4,
            () -> {
              if (turn.getAndIncrement() == 0) {
                steps.complete(change(owner.session()).orElseThrow());
                return Optional.empty();
              }
              return world.refresh.refresh("refresh_token", thief.tokens().get("refresh_token"))
                      instanceof Outcome.Done<RefreshedTokens> refreshed
                  ? refreshed.result().refreshToken()
                  : Optional.empty();
            });

    tokens.stream()
        .flatMap(Optional::stream)
        .forEach(
            t ->
                assertInstanceOf(
                    Rejection.Problems.class,
                    rejection(world.refresh.refresh("refresh_token", t))));
    assertEquals(1, world.count("session"));
  }

  @RepeatedTest(3)
  void concurrentLogin_withTheOldPassword_doesNotOutliveTheChange() {
    world.account(ADA);
    OpenSession owner = world.logIn(ADA).session();
    AtomicInteger turn = new AtomicInteger();

    Together.run(
        4,
        () ->
            turn.getAndIncrement() == 0
                ? change(owner)
                : Optional.of(steps.logIn(ADA, TestWorld.PASSWORD)));

    assertEquals(1, world.count("session"), "the one that has changed it");
  }

  private Optional<LoginOutcome> change(OpenSession session) {
    return change(session, TestWorld.PASSWORD, Steps.NEW_PASSWORD);
  }

  private Optional<LoginOutcome> change(OpenSession session, String current, String next) {
    return done(world.passwordChange.change(steps.now(session).orElseThrow(), current, next));
  }
}
