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
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReauthenticationTest {

  private static final String ADA = "ada@example.org";

  private TestWorld world = TestWorld.with("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void login_isRecentForFiveMinutes() {
    world.account(ADA);
    OpenSession session = world.logIn(ADA).session();
    world.clock.advance(Duration.ofSeconds(299));
    assertFalse(isOwed(session));
    world.clock.advance(Duration.ofSeconds(1));
    assertTrue(isOwed(session));
  }

  @Test
  void signUp_isRecentForFiveMinutes() {
    OpenSession session = steps.complete(steps.signUp(ADA)).session();
    assertFalse(isOwed(session));
    world.clock.advance(Duration.ofSeconds(300));
    assertTrue(isOwed(session));
  }

  @Test
  void password_correct_reauthenticatesTheSameSession() {
    world.account(ADA);
    OpenSession session = world.logIn(ADA).session();
    world.clock.advance(Duration.ofHours(1));

    var proven = done(prove(session, TestWorld.PASSWORD));

    assertFalse(isOwed(session));
    var methods = proven.state().methods();
    assertEquals(2, methods.size());
    assertFalse(methods.get(0).details().containsKey("reauthenticated"));
    assertTrue(methods.get(1).details().getBoolean("reauthenticated"));
    world.clock.advance(Duration.ofSeconds(300));
    assertTrue(isOwed(session));
  }

  @Test
  void password_wrong_doesNotReauthenticate() {
    Account account = world.account(ADA);
    OpenSession session = world.open(account);
    world.clock.advance(Duration.ofHours(1));

    Problem problem = Outcomes.problem(prove(session, "not it"));

    assertEquals(Problem.with("password", "incorrect_password"), problem);
    assertTrue(isOwed(session));
    assertEquals(List.of("reauthentication_failed"), world.audited());
  }

  @Test
  void reauthentication_ofOneSession_doesNotCountForAnother() {
    Account account = world.account(ADA);
    OpenSession one = world.open(account);
    OpenSession other = world.open(account);
    world.clock.advance(Duration.ofHours(1));
    prove(one, TestWorld.PASSWORD);
    assertFalse(isOwed(one));
    assertTrue(isOwed(other));
  }

  @Test
  void reauthentication_withoutAPassword_isNotRequired() {
    OpenSession session = world.open(world.account(null, ADA, null));
    world.clock.advance(Duration.ofHours(1));
    assertFalse(isOwed(session));
  }

  @Test
  void reauthentication_whereDisabled_isNotRequired() {
    world.close();
    world = TestWorld.with();
    steps = new Steps(world);
    OpenSession session = world.open(world.account(ADA));
    world.clock.advance(Duration.ofHours(1));
    assertFalse(isOwed(session));
  }

  @Test
  void session_endedMeanwhile_isGone() {
    OpenSession open = world.open(world.account(ADA));
    Session session = steps.now(open).orElseThrow();
    world.logout.end(session);
    assertInstanceOf(
        Rejection.Gone.class,
        rejection(world.reauthentication.byPassword(session, TestWorld.PASSWORD)));
  }

  @Test
  void attempts_aboveTheLimit_areDenied() {
    world.close();
    world = TestWorld.with("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    steps = new Steps(world);
    OpenSession session = world.open(world.account(ADA));
    for (int i = 0; i < 10; i++) {
      prove(session, "not it");
    }
    assertInstanceOf(Rejection.Limited.class, rejection(prove(session, TestWorld.PASSWORD)));
  }

  private Outcome<Session> prove(OpenSession session, String password) {
    return world.reauthentication.byPassword(steps.now(session).orElseThrow(), password);
  }

  private boolean isOwed(OpenSession session) {
    return world.reauthentication.isOwed(steps.now(session).orElseThrow());
  }
}
