package dev.latchkey.mfa;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.isDone;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.admin.Admin;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways around second factors, and into dead ends, that must not exist. */
class WaysAroundFactorsTest {

  private static final String ADA = "ada@example.org";
  private static final Optional<String> ENROLL = Optional.of("mfa_enroll");
  private static final Optional<String> FACTOR = Optional.of("mfa_authenticate");
  private static final Problem INCORRECT = Problem.with("code", ErrorCodes.INCORRECT_CODE);

  private TestWorld world;
  private Steps steps;

  @AfterEach
  void close() {
    world.close();
  }

  private void start(String... settings) {
    world = TestWorld.withJwt(Steps.settings(settings));
    steps = new Steps(world);
  }

  private Session owner() {
    return world.open(steps.verified(ADA)).session();
  }

  private OpenSession waiting() {
    return steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
  }

  private Optional<String> flow(TestWorld node, Session session) {
    return node.stages.pendingFlow(session).map(flow -> flow.id());
  }

  private Session now(OpenSession session) {
    return steps.now(session).orElseThrow();
  }

  /** What a login owes. */
  private Optional<String> owed(LoginOutcome outcome) {
    return outcome instanceof LoginOutcome.Pending pending
        ? flow(world, pending.session().session())
        : Optional.empty();
  }

  @Test
  void code_usedInALogin_doesNotReauthenticate_norTheOtherWayRound() {
    start();
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    String code = app.code();
    steps.complete(world.secondFactors.authenticate(code, Optional.of(waiting().session())));
    assertEquals(INCORRECT, problem(world.secondFactors.reauthenticate(owner, code)));

    world.clock.advance(Duration.ofSeconds(30));
    String next = app.code();
    done(world.secondFactors.reauthenticate(owner, next));
    assertEquals(
        INCORRECT,
        problem(world.secondFactors.authenticate(next, Optional.of(waiting().session()))));
  }

  @RepeatedTest(3)
  void apps_addedInSeveralSessionsConcurrently_areOne() {
    start();
    Account ada = steps.verified(ADA);
    List<Session> sessions =
        List.of(world.open(ada).session(), world.open(ada).session(), world.open(ada).session());
    List<TestApp> apps =
        sessions.stream().map(s -> new TestApp(world, done(world.totp.begin(s)).secret())).toList();
    AtomicInteger turn = new AtomicInteger();

    List<Outcome<Authenticator>> added =
        Together.run(
            3,
            () -> {
              int i = turn.getAndIncrement();
              return world.totp.complete(sessions.get(i), apps.get(i).code());
            });

    assertEquals(1, added.stream().filter(Outcomes::isDone).count(), added::toString);
    added.stream()
        .filter(outcome -> !isDone(outcome))
        .forEach(outcome -> assertInstanceOf(Rejection.Conflict.class, rejection(outcome)));
    assertEquals(2, world.count("authenticator"), "the app and the recovery codes");
  }

  /** In either order, no login is left that waits for a factor which is gone. */
  @RepeatedTest(5)
  void lastFactor_removedWhileALoginUsesIt_leavesNoLoginWaiting() {
    start();
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    OpenSession waiting = waiting();
    OpenSession other = waiting();
    String code = app.code();
    List<Callable<Outcome<?>>> both =
        List.of(
            () -> world.secondFactors.authenticate(code, Optional.of(waiting.session())),
            () -> world.totp.remove(owner));
    AtomicInteger turn = new AtomicInteger();

    List<Outcome<?>> outcomes = Together.run(2, () -> both.get(turn.getAndIncrement()).call());

    assertEquals(0, world.count("authenticator"));
    assertEquals(Optional.empty(), steps.now(other));
    assertEquals(Optional.empty(), steps.now(waiting), outcomes::toString);
    assertEquals(Optional.empty(), owed(done(steps.logIn(ADA, TestWorld.PASSWORD))));
  }

  @RepeatedTest(3)
  void lastFactors_removedConcurrentlyWhileOneIsRequired_leaveOne() {
    start("LATCHKEY_MFA_REQUIRED", "everyone", "MFA_SUPPORTED_TYPES", "recovery_codes,totp");
    Account ada = steps.verified(ADA);
    TestApp.addedTo(world, world.open(ada).session());
    List<Session> sessions = List.of(world.open(ada).session(), world.open(ada).session());
    AtomicInteger turn = new AtomicInteger();

    List<Outcome<Session>> removed =
        Together.run(2, () -> world.totp.remove(sessions.get(turn.getAndIncrement())));

    assertEquals(0, removed.stream().filter(Outcomes::isDone).count(), removed::toString);
    assertTrue(world.authenticators.protect(ada.id()));
  }

  /** The password that the login began with, or a code from a mail, is worth nothing any more. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void passwordReset_endsALoginThatWaitsForTheFactor(boolean byPassword) {
    start("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    TestApp app = TestApp.addedTo(world, owner());
    OpenSession waiting = byPassword ? waiting() : loggedInByCode();
    assertEquals(FACTOR, flow(world, now(waiting)));
    done(world.resetRequest.request(ADA, Optional.empty()));

    done(world.reset.reset(steps.resetKey(ADA), Steps.NEW_PASSWORD, Optional.empty()));

    assertEquals(Optional.empty(), steps.now(waiting));
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.secondFactors.authenticate(app.code(), Optional.of(waiting.session()))));
    assertEquals(FACTOR, owed(done(steps.logIn(ADA, Steps.NEW_PASSWORD))));
  }

  private OpenSession loggedInByCode() {
    OpenSession requested = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
    done(world.loginByCode.confirm(world.mailTo(ADA).code(), steps.now(requested)));
    return requested;
  }

  @Test
  void passwordReset_thatLogsIn_owesTheRequiredFactor() {
    start("LATCHKEY_MFA_REQUIRED", "everyone", "ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true");
    steps.verified(ADA);
    done(world.resetRequest.request(ADA, Optional.empty()));

    LoginOutcome login =
        done(world.reset.reset(steps.resetKey(ADA), Steps.NEW_PASSWORD, Optional.empty()))
            .orElseThrow();

    assertEquals(ENROLL, owed(login));
    assertEquals(0, world.count("refresh_token"));
    assertEquals(0, world.count("session WHERE account_id IS NOT NULL"));
  }

  @Test
  void signUp_whoseAddressIsVerifiedByCode_owesTheRequiredFactor() {
    start(
        "LATCHKEY_MFA_REQUIRED",
        "everyone",
        "ACCOUNT_EMAIL_VERIFICATION",
        "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
        "true");
    OpenSession session = steps.pending(steps.signUp(ADA));

    LoginOutcome login =
        done(world.verification.verify(world.mailTo(ADA).code(), steps.now(session)))
            .login()
            .orElseThrow();

    assertEquals(ENROLL, owed(login));
    assertEquals(0, world.count("refresh_token"));
  }

  @Test
  void browser_owesTheRequiredFactor() {
    start("LATCHKEY_MFA_REQUIRED", "everyone", "MFA_TRUST_ENABLED", "true");
    steps.verified(ADA);
    RequestContext.enter(
        new RequestContext(
            "192.0.2.7",
            "Browser/1",
            null,
            Language.ENGLISH,
            null,
            null,
            TokenCarrier.COOKIE,
            DeviceTokens.NONE));
    try {
      assertEquals(ENROLL, owed(done(steps.logIn(ADA, TestWorld.PASSWORD))));
    } finally {
      RequestContext.leave();
    }
  }

  /** After an administrator has removed a required factor, nothing but a new one completes. */
  @Test
  void requiredFactor_removedByAnAdministrator_isAddedAtTheNextLogin() {
    start("LATCHKEY_MFA_REQUIRED", "everyone");
    Account ada = steps.verified(ADA);
    TestApp former = TestApp.addedTo(world, world.open(ada).session());
    List<String> codes =
        done(world.recoveryCodes.show(world.open(ada).session())).unused().orElseThrow();
    OpenSession waiting = waiting();

    assertTrue(world.factorControl.removeAll(ada.id(), new Admin(1, 2)));

    assertEquals(Optional.empty(), steps.now(waiting));
    Session session = waiting().session();
    assertEquals(ENROLL, flow(world, session));
    for (String code : List.of(former.code(), codes.get(0))) {
      assertInstanceOf(
          Rejection.NotPending.class,
          rejection(world.secondFactors.authenticate(code, Optional.of(session))));
      assertTrue(!isDone(world.totp.completeInLogin(session, code)));
    }
  }

  /** Its sessions and their refresh tokens stay, as the page on second factors says. */
  @Test
  void session_olderThanTheRequirement_staysAndTheNextLoginOwesTheFactor() {
    start();
    steps.verified(ADA);
    LoginOutcome.Complete before = world.logIn(ADA);
    try (TestWorld later = world.secondNode("LATCHKEY_MFA_REQUIRED", "everyone")) {
      assertTrue(later.sessions.find(before.session().token()).isPresent());
      LoginOutcome login = done(new Steps(later).logIn(ADA, TestWorld.PASSWORD));
      assertEquals(ENROLL, flow(later, ((LoginOutcome.Pending) login).session().session()));
    }
  }

  /** Apps keep the length and the period of their codes. */
  @ParameterizedTest
  @CsvSource({"MFA_TOTP_DIGITS, 8", "MFA_TOTP_PERIOD, 60", "MFA_TOTP_PERIOD, 10"})
  void app_addedUnderOtherSettings_stillLogsIn(String setting, String value) {
    start();
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    try (TestWorld later = world.secondNode(setting, value)) {
      Session waiting = waiting().session();
      String code = app.code();
      steps.complete(later.secondFactors.authenticate(code, Optional.of(waiting)));
      assertEquals(
          INCORRECT,
          problem(later.secondFactors.authenticate(code, Optional.of(waiting().session()))));
    }
  }

  /** One that was begun before a restart with other settings, and is completed after it. */
  @Test
  void app_begunUnderOtherSettings_isAdded() {
    start();
    Session owner = owner();
    TestApp app = new TestApp(world, done(world.totp.begin(owner)).secret());
    try (TestWorld later = world.secondNode("MFA_TOTP_DIGITS", "8")) {
      done(later.totp.complete(owner, app.code()));
    }
    assertTrue(world.authenticators.find(owner.owner().id(), AuthenticatorType.TOTP).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "MFA_SUPPORTED_TYPES, totp",
    "MFA_RECOVERY_CODE_DIGITS, 12",
    "MFA_RECOVERY_CODE_COUNT, 1",
    "MFA_RECOVERY_CODES_SHOW_ONCE, true"
  })
  void recoveryCodes_generatedUnderOtherSettings_stillLogIn(String setting, String value) {
    start();
    Session owner = owner();
    TestApp.addedTo(world, owner);
    List<String> codes = done(world.recoveryCodes.show(owner)).unused().orElseThrow();
    try (TestWorld later = world.secondNode(setting, value)) {
      for (String code : List.of(codes.get(9), codes.get(0))) {
        steps.complete(later.secondFactors.authenticate(code, Optional.of(waiting().session())));
      }
      assertEquals(8, done(later.recoveryCodes.show(owner)).unusedCount());
    }
  }

  /** The user logs in anew: it is no dead end. */
  @Test
  void loginThatWaitsForAFactor_whereNoneCanBeAddedAnyMore_isReplacedByOneWithout() {
    start("LATCHKEY_MFA_REQUIRED", "everyone");
    steps.verified(ADA);
    Session waiting = waiting().session();
    try (TestWorld later = world.secondNode("MFA_SUPPORTED_TYPES", "recovery_codes")) {
      assertInstanceOf(Rejection.Missing.class, rejection(later.totp.begin(waiting)));
      assertInstanceOf(
          LoginOutcome.Complete.class, done(new Steps(later).logIn(ADA, TestWorld.PASSWORD)));
    }
  }
}
