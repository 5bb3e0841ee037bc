package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OwnSessionsTest {

  private static final String ADA = "ada@example.org";

  private TestWorld world = TestWorld.withJwt();
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void list_saysWhereEachSessionBegan() {
    Account account = world.account(ADA);
    world.open(world.account("bob@example.org"));
    RequestContext.enter(new RequestContext("192.0.2.1", "Phone/2.0", null, null));
    OpenSession phone = world.open(account);
    world.clock.advance(Duration.ofMinutes(5));
    RequestContext.enter(new RequestContext("192.0.2.2", "Desk/1.0", null, null));
    OpenSession desk = world.open(account);

    List<Session> sessions = world.ownSessions.list(account);

    assertEquals(List.of(phone.session().id(), desk.session().id()), ids(sessions));
    assertEquals(
        List.of("Phone/2.0", "Desk/1.0"), sessions.stream().map(Session::userAgent).toList());
    assertEquals(
        List.of("192.0.2.1", "192.0.2.2"), sessions.stream().map(Session::address).toList());
  }

  @Test
  void sessions_expired_areNotListed() {
    Account account = world.account(ADA);
    world.open(account);
    world.clock.advance(Duration.ofDays(14));
    assertEquals(List.of(), world.ownSessions.list(account));
  }

  @Test
  void sessions_selected_endWithTheirRefreshTokens() {
    Account account = world.account(ADA);
    LoginOutcome.Complete phone = world.logIn(ADA);
    LoginOutcome.Complete desk = world.logIn(ADA);

    Optional<List<Session>> left =
        world.ownSessions.end(account, List.of(phone.session().session().id()));

    assertEquals(List.of(desk.session().session().id()), ids(left.orElseThrow()));
    assertTrue(steps.now(phone.session()).isEmpty());
    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.refresh.refresh("refresh_token", phone.tokens().get("refresh_token"))));
    assertTrue(steps.now(desk.session()).isPresent());
    assertEquals("session_ended", world.audited().get(2));
  }

  @Test
  void selection_withAForeignSession_endsNothing() {
    Account account = world.account(ADA);
    OpenSession own = world.open(account);
    OpenSession foreign = world.open(world.account("bob@example.org"));

    for (Long stranger : List.of(foreign.session().id(), 999_999L, -1L)) {
      assertTrue(world.ownSessions.end(account, List.of(own.session().id(), stranger)).isEmpty());
    }

    assertTrue(steps.now(own).isPresent());
    assertTrue(steps.now(foreign).isPresent());
    assertEquals(List.of(), world.audited());
  }

  @Test
  void login_aboveTheSessionLimit_endsTheLeastRecentlyUsedSession() {
    begin("SESSIONS_MAX_PER_USER", "2");
    world.account(ADA);
    OpenSession first = world.logIn(ADA).session();
    world.clock.advance(Duration.ofMinutes(2));
    OpenSession second = world.logIn(ADA).session();
    world.clock.advance(Duration.ofMinutes(2));
    steps.now(first);
    world.clock.advance(Duration.ofMinutes(2));

    OpenSession third = world.logIn(ADA).session();

    assertTrue(steps.now(first).isPresent());
    assertTrue(steps.now(second).isEmpty());
    assertTrue(steps.now(third).isPresent());
  }

  @Test
  void sessionLimit_ignoresPendingLoginsAndOtherUsersSessions() {
    begin("SESSIONS_MAX_PER_USER", "1", "ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password");
    Account account = steps.verified(ADA);
    OpenSession bob = world.open(world.account("bob@example.org"));
    OpenSession ada = world.open(account);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    assertTrue(steps.now(ada).isPresent());

    LoginOutcome.Complete complete =
        steps.complete(world.loginByCode.confirm(steps.code(ADA), steps.now(pending)));

    assertTrue(steps.now(ada).isEmpty());
    assertTrue(steps.now(bob).isPresent());
    assertTrue(steps.now(complete.session()).isPresent());
  }

  @RepeatedTest(3)
  void sessionLimit_forConcurrentLogins_holds() {
    begin("SESSIONS_MAX_PER_USER", "3");
    Account account = world.account(ADA);
    OpenSession oldest = world.open(account);
    world.clock.advance(Duration.ofMinutes(2));
    try (TestWorld other =
        world.secondNode("HEADLESS_TOKEN_STRATEGY", "jwt", "SESSIONS_MAX_PER_USER", "3")) {
      var turn = new java.util.concurrent.atomic.AtomicInteger();

      List<OpenSession> opened =
          Together.run(
              8, () -> (turn.getAndIncrement() % 2 == 0 ? world : other).logIn(ADA).session());

      assertEquals(3, world.count("session"));
      assertEquals(3, world.count("refresh_token"));
      assertTrue(steps.now(oldest).isEmpty());
      assertEquals(3, opened.stream().filter(s -> steps.now(s).isPresent()).count());
    }
  }

  @Test
  void use_extendsTheIdleExpiryButNotTheAbsoluteOne() {
    begin("SESSION_IDLE_TIMEOUT", "600", "SESSION_COOKIE_AGE", "3600");
    world.account(ADA);
    OpenSession session = world.logIn(ADA).session();
    Instant end = world.clock.instant().plusSeconds(3600);
    while (world.clock.instant().plusSeconds(500).isBefore(end)) {
      world.clock.advance(Duration.ofSeconds(500));
      assertTrue(steps.now(session).isPresent());
    }
    world.clock.set(end.minusMillis(1));
    assertTrue(steps.now(session).isPresent());
    world.clock.set(end);
    assertFalse(steps.now(session).isPresent());
  }

  @Test
  void session_idleTooLong_ends() {
    begin("SESSION_IDLE_TIMEOUT", "600");
    world.account(ADA);
    LoginOutcome.Complete login = world.logIn(ADA);
    world.clock.advance(Duration.ofSeconds(600));
    assertFalse(steps.now(login.session()).isPresent());
    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.refresh.refresh("refresh_token", login.tokens().get("refresh_token"))));
  }

  @Test
  void refresh_preventsIdlenessAndNeverExtendsTheExpiry() {
    begin("SESSION_IDLE_TIMEOUT", "600", "SESSION_COOKIE_AGE", "3600");
    world.account(ADA);
    LoginOutcome.Complete login = world.logIn(ADA);
    Instant end = world.clock.instant().plusSeconds(3600);
    String token = login.tokens().get("refresh_token");
    for (int i = 0; i < 6; i++) {
      world.clock.advance(Duration.ofSeconds(590));
      var refreshed = done(world.refresh.refresh("refresh_token", token));
      token = refreshed.refreshToken().orElseThrow();
    }
    world.clock.set(end);
    assertInstanceOf(
        Rejection.Problems.class, rejection(world.refresh.refresh("refresh_token", token)));
    assertFalse(steps.now(login.session()).isPresent());
  }

  private void begin(String... settings) {
    world.close();
    world = TestWorld.withJwt(settings);
    steps = new Steps(world);
  }

  private static List<Long> ids(List<Session> sessions) {
    return sessions.stream().map(Session::id).toList();
  }
}
