package dev.latchkey.mfa;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.mfa.totp.TotpSetup;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {

  private static final String ADA = "ada@example.org";
  private static final Problem INCORRECT = Problem.with("code", ErrorCodes.INCORRECT_CODE);

  private TestWorld world = TestWorld.with("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");

  @AfterEach
  void close() {
    world.close();
  }

  private void restart(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private Session owner() {
    return world.open(new Steps(world).verified(ADA)).session();
  }

  /** The session of a login by password that waits for a second factor. */
  private Session pending() {
    return pending(
        world.login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty()));
  }

  private Session pending(Outcome<LoginOutcome> outcome) {
    Session session =
        assertInstanceOf(LoginOutcome.Pending.class, done(outcome)).session().session();
    assertEquals(Optional.of("mfa_authenticate"), flow(session));
    return session;
  }

  private Optional<String> flow(Session session) {
    return world.stages.pendingFlow(session).map(f -> f.id());
  }

  private LoginOutcome.Complete complete(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Complete.class, done(outcome));
  }

  @Test
  void login_ofAccountWithoutFactor_isComplete() {
    world.account(ADA);

    assertTrue(world.logIn(ADA).session().session().isAuthenticated());
  }

  @Test
  void login_withCode_isCompleteAndRecordsTheFactor() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);

    Session session =
        complete(world.secondFactors.authenticate(app.code(), Optional.of(pending())))
            .session()
            .session();

    assertEquals(
        List.of("password", "mfa"),
        session.state().methods().stream().map(p -> p.method()).toList());
    assertEquals("totp", session.state().methods().get(1).details().getString("type"));
    assertTrue(world.audited().containsAll(List.of("mfa_added", "mfa_used", "logged_in")));
  }

  @Test
  void wrongCode_leavesTheLoginPending() {
    TestApp app = TestApp.addedTo(world, owner());
    Session session = pending();

    assertEquals(
        INCORRECT, problem(world.secondFactors.authenticate(app.wrong(), Optional.of(session))));

    assertTrue(world.audited().contains("mfa_failed"));
    complete(world.secondFactors.authenticate(app.code(), Optional.of(session)));
  }

  @Test
  void code_usedBefore_isIncorrect() {
    TestApp app = TestApp.addedTo(world, owner());
    String code = app.code();
    complete(world.secondFactors.authenticate(code, Optional.of(pending())));

    assertEquals(
        INCORRECT, problem(world.secondFactors.authenticate(code, Optional.of(pending()))));
  }

  @Test
  void codeThatAddedTheFactor_doesNotLogIn() {
    Session owner = owner();
    TestApp app = new TestApp(world, done(world.totp.begin(owner)).secret());
    String code = app.code();
    done(world.totp.complete(owner, code));

    assertEquals(
        INCORRECT, problem(world.secondFactors.authenticate(code, Optional.of(pending()))));
  }

  @Test
  void loginCode_ofAccountWithFactor_isFollowedByIt() {
    TestApp app = TestApp.addedTo(world, owner());
    LoginOutcome.Pending first =
        (LoginOutcome.Pending) done(world.loginCodeRequest.request(ADA, Optional.empty()));
    String code = world.mailTo(ADA).code();

    Session session =
        pending(world.loginByCode.confirm(code, Optional.of(first.session().session())));

    assertEquals(first.session().session().id(), session.id(), "the client keeps its token");
    complete(world.secondFactors.authenticate(app.code(), Optional.of(session)));
  }

  @Test
  void authenticate_withoutPendingLogin_isNotPending() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);

    for (Optional<Session> session :
        List.of(
            Optional.of(owner),
            Optional.of(world.openPending().session()),
            Optional.<Session>empty())) {
      assertInstanceOf(
          Rejection.NotPending.class,
          rejection(world.secondFactors.authenticate(app.code(), session)));
    }
  }

  @Test
  void pendingLogin_ofAccountThatChangedItsPassword_isNotPending() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    Session session = pending();
    done(world.passwordChange.change(owner, TestWorld.PASSWORD, "another horse, another staple"));

    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.secondFactors.authenticate(app.code(), Optional.of(session))));
  }

  @Test
  void removedFactor_endsTheLoginsThatWaitForIt() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    Session session = pending();

    done(world.totp.remove(owner));

    assertEquals(List.of(), world.authenticators.of(owner.owner().id()));
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.secondFactors.authenticate(app.code(), Optional.of(session))));
    assertTrue(world.logIn(ADA).session().session().isAuthenticated());
  }

  @Test
  void guesses_beyondTheLimit_areNotCompared() {
    restart(
        "ACCOUNT_RATE_LIMITS_ENABLED",
        "true",
        "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED",
        "3/h/user");
    TestApp app = TestApp.addedTo(world, owner());
    Session session = pending();
    for (int i = 0; i < 3; i++) {
      assertEquals(
          INCORRECT, problem(world.secondFactors.authenticate(app.wrong(), Optional.of(session))));
    }

    assertInstanceOf(
        Rejection.Limited.class,
        rejection(world.secondFactors.authenticate(app.code(), Optional.of(session))));
    pending(); // the password can still be entered
  }

  @Test
  void validCodes_countAsNoGuess() {
    restart(
        "ACCOUNT_RATE_LIMITS_ENABLED",
        "true",
        "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED",
        "2/h/user");
    TestApp app = TestApp.addedTo(world, owner());
    for (int i = 0; i < 4; i++) {
      world.clock.advance(Duration.ofSeconds(30));
      complete(world.secondFactors.authenticate(app.code(), Optional.of(pending())));
    }
  }

  @Test
  void reauthentication_withCode_isRecordedOnce() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    world.clock.advance(Duration.ofHours(1));
    assertTrue(world.reauthentication.isOverdue(owner));
    String code = app.code();

    Session session = done(world.secondFactors.reauthenticate(owner, code));

    assertFalse(world.reauthentication.isOverdue(session));
    assertEquals(INCORRECT, problem(world.secondFactors.reauthenticate(owner, code)));
    assertEquals(
        List.of("mfa_reauthenticate", "reauthenticate"),
        world.reauthentication.flows(owner.owner()).stream().map(f -> f.id()).sorted().toList());
  }

  @Test
  void secret_ofAnotherSession_addsNothing() {
    Account account = new Steps(world).verified(ADA);
    Session one = world.open(account).session();
    Session two = world.open(account).session();
    TestApp app = new TestApp(world, done(world.totp.begin(one)).secret());

    assertEquals(INCORRECT, problem(world.totp.complete(two, app.code())));
    done(world.totp.complete(one, app.code()));
  }

  @Test
  void secondFactorOfOneType_isAConflict() {
    Session owner = owner();
    TotpSetup setup = done(world.totp.begin(owner));
    TestApp app = new TestApp(world, setup.secret());
    done(world.totp.complete(owner, app.code()));

    assertInstanceOf(Rejection.Conflict.class, rejection(world.totp.begin(owner)));
    assertInstanceOf(Rejection.Conflict.class, rejection(world.totp.complete(owner, app.code())));
    assertEquals("TotpSetup[]", setup.toString());
  }

  @Test
  void enrollment_beyondTheLimit_isLimited() {
    restart("ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_MANAGE_MFA", "2/m/user");
    Session owner = owner();
    done(world.totp.begin(owner));
    problem(world.totp.complete(owner, "123456"));

    assertInstanceOf(Rejection.Limited.class, rejection(world.totp.complete(owner, "123456")));
    assertInstanceOf(Rejection.Limited.class, rejection(world.totp.begin(owner)));
  }

  @Test
  void accountWithUnverifiedAddress_addsAFactorOnlyIfTheSettingsAllowIt() {
    for (boolean allowed : new boolean[] {false, true}) {
      restart("MFA_ALLOW_UNVERIFIED_EMAIL", String.valueOf(allowed));
      Account account = new Steps(world).verified(ADA);
      world.database.transaction(
          () ->
              world.addresses.add(
                  new EmailAddress(
                      world.accounts.find(account.id()).orElseThrow(),
                      "second@example.org",
                      false,
                      false,
                      world.database.now())));
      Session owner = world.open(account).session();

      Outcome<TotpSetup> begun = world.totp.begin(owner);

      assertEquals(allowed, begun instanceof Outcome.Done, () -> begun.toString());
      if (!allowed) {
        assertInstanceOf(Rejection.Conflict.class, rejection(begun));
      }
    }
  }

  @Test
  void unverifiedAddress_ofAccountWithFactor_isBlocked() {
    Session owner = owner();
    TestApp.addedTo(world, owner);

    assertEquals(
        Problem.with("email", ErrorCodes.ADD_EMAIL_BLOCKED),
        problem(world.managedAddresses.add(owner, "second@example.org")));
  }

  @Test
  void factor_ofATypeThatIsNoLongerSupported_isStillAskedFor() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    TestWorld later = world.secondNode("MFA_SUPPORTED_TYPES", "recovery_codes");
    try {
      assertInstanceOf(Rejection.Missing.class, rejection(later.totp.begin(owner)));
      LoginOutcome.Pending pending =
          (LoginOutcome.Pending)
              done(
                  later.login.byPassword(
                      LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty()));
      complete(
          later.secondFactors.authenticate(app.code(), Optional.of(pending.session().session())));
    } finally {
      later.close();
    }
  }

  @Test
  void factors_areNotifiedOf() {
    restart("ACCOUNT_EMAIL_NOTIFICATIONS", "true");
    Session owner = owner();
    TestApp.addedTo(world, owner);
    assertEquals(1, world.mails().size());
    done(world.recoveryCodes.generate(owner));
    assertEquals(2, world.mails().size());
    done(world.totp.remove(owner));
    assertEquals(3, world.mails().size());
    done(world.totp.remove(owner));
    assertEquals(3, world.mails().size(), "there was nothing to remove");
  }

  @Test
  void storedFactors_revealNeitherSecretNorCodes() {
    Session owner = owner();
    String secret = done(world.totp.begin(owner)).secret();
    String state = world.sessions.of(owner.owner()).get(0).state().toString();
    assertFalse(state.contains(secret));
    done(world.totp.complete(owner, new TestApp(world, secret).code()));
    List<String> codes = done(world.recoveryCodes.show(owner)).unused().orElseThrow();

    for (Authenticator stored : world.authenticators.of(owner.owner().id())) {
      assertFalse(stored.data().contains(secret));
      codes.forEach(code -> assertFalse(stored.data().contains(code)));
    }
  }

  @Test
  void factor_movedToAnotherAccount_verifiesNothing() {
    Session owner = owner();
    TestApp app = TestApp.addedTo(world, owner);
    Account other = new Steps(world).verified("other@example.org");
    world.database.transaction(
        () ->
            world
                .database
                .entities()
                .createNativeQuery("UPDATE authenticator SET account_id = ?1")
                .setParameter(1, other.id())
                .executeUpdate());
    Session session = world.open(other).session();

    assertEquals(INCORRECT, problem(world.secondFactors.reauthenticate(session, app.code())));
  }

  @Test
  void recoveryCodes_logInOnceEach() {
    Session owner = owner();
    TestApp.addedTo(world, owner);
    List<String> codes = done(world.recoveryCodes.show(owner)).unused().orElseThrow();
    assertEquals(10, Set.copyOf(codes).size());
    assertTrue(codes.stream().allMatch(code -> code.matches("[0-9]{8}")), codes::toString);

    for (String code : codes) {
      complete(world.secondFactors.authenticate(code, Optional.of(pending())));
      assertEquals(
          INCORRECT, problem(world.secondFactors.authenticate(code, Optional.of(pending()))));
    }

    CodeSet used = done(world.recoveryCodes.show(owner));
    assertEquals(0, used.unusedCount());
    assertEquals(Optional.of(List.of()), used.unused());
    assertFalse(used.toString().contains(codes.get(0)));
  }

  @Test
  void recoveryCodes_typedWithSpacesAndDashes_areValid() {
    Session owner = owner();
    TestApp.addedTo(world, owner);
    String code = done(world.recoveryCodes.show(owner)).unused().orElseThrow().get(9);

    complete(
        world.secondFactors.authenticate(
            " " + code.substring(0, 4) + "-" + code.substring(4) + " ", Optional.of(pending())));
  }

  @Test
  void newRecoveryCodes_replaceTheFormer() {
    Session owner = owner();
    TestApp.addedTo(world, owner);
    List<String> former = done(world.recoveryCodes.show(owner)).unused().orElseThrow();

    List<String> codes = done(world.recoveryCodes.generate(owner)).unused().orElseThrow();

    assertNotEquals(former, codes);
    assertEquals(
        INCORRECT,
        problem(world.secondFactors.authenticate(former.get(0), Optional.of(pending()))));
    complete(world.secondFactors.authenticate(codes.get(0), Optional.of(pending())));
  }

  @Test
  void recoveryCodes_shownOnce_areDigestsAfterwardsAndStillValid() {
    restart("MFA_RECOVERY_CODES_SHOW_ONCE", "true");
    Session owner = owner();
    TestApp.addedTo(world, owner);
    List<String> codes = done(world.recoveryCodes.show(owner)).unused().orElseThrow();

    assertEquals(Optional.empty(), done(world.recoveryCodes.show(owner)).unused());
    assertEquals(10, done(world.recoveryCodes.show(owner)).unusedCount());
    String stored =
        world
            .authenticators
            .find(owner.owner().id(), AuthenticatorType.RECOVERY_CODES)
            .orElseThrow()
            .data();
    assertTrue(stored.startsWith("digests:10:"), stored);
    complete(world.secondFactors.authenticate(codes.get(7), Optional.of(pending())));
    assertEquals(
        INCORRECT, problem(world.secondFactors.authenticate(codes.get(7), Optional.of(pending()))));
  }

  @Test
  void recoveryCodes_withoutAnotherFactor_cannotBeGenerated() {
    Session owner = owner();

    assertEquals(
        Problem.of(ErrorCodes.CANNOT_GENERATE_RECOVERY_CODES),
        problem(world.recoveryCodes.generate(owner)));
    assertInstanceOf(Rejection.Missing.class, rejection(world.recoveryCodes.show(owner)));
  }

  @Test
  void jwtPair_isIssuedOnlyWhenTheLoginIsComplete() {
    world.close();
    world = TestWorld.withJwt();
    TestApp app = TestApp.addedTo(world, owner());
    Session session = pending();
    assertEquals(0, world.count("refresh_token"));

    LoginOutcome.Complete complete =
        complete(world.secondFactors.authenticate(app.code(), Optional.of(session)));

    assertEquals(Set.of("access_token", "refresh_token"), complete.tokens().keySet());
  }

  @Test
  void completedLogin_hasAnotherSessionThanThePendingOne() {
    TestApp app = TestApp.addedTo(world, owner());
    Session session = pending();

    OpenSession open =
        complete(world.secondFactors.authenticate(app.code(), Optional.of(session))).session();

    assertNotEquals(session.id(), open.session().id());
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.secondFactors.authenticate(app.code(), Optional.of(session))));
  }
}
