package dev.latchkey.mfa.passkeys;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.isDone;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static dev.latchkey.mfa.passkeys.Browser.PARTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.Credential;
import dev.latchkey.webauthn.SoftAuthenticator;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PasskeysTest {

  private static final String ADA = "ada@example.org";
  private static final String[] SETTINGS = {
    "MFA_SUPPORTED_TYPES",
    "recovery_codes,totp,webauthn",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "true",
    "ACCOUNT_RATE_LIMITS_ENABLED",
    "false"
  };

  private static final Credential CREDENTIAL =
      new Credential(new byte[16], new UUID(0, 0), new byte[80], 0, false, false, false, Set.of());

  private final TestWorld world = TestWorld.with(SETTINGS);
  private final Session owner = world.open(new Steps(world).verified(ADA)).session();
  private final Browser browser = new Browser();

  @AfterEach
  void close() {
    world.close();
  }

  private Session pendingLogin() {
    return ((LoginOutcome.Pending)
            done(
                world.login.byPassword(
                    LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty())))
        .session()
        .session();
  }

  private PasskeyLogin.Begun begun() {
    return done(world.passkeyLogin.begin(Optional.empty(), PARTY));
  }

  private static Optional<Session> session(PasskeyLogin.Begun begun) {
    return begun.opened().map(open -> open.session());
  }

  private Outcome<LoginOutcome> logIn() {
    PasskeyLogin.Begun begun = begun();
    return world.passkeyLogin.complete(session(begun), browser.get(begun.options()), PARTY);
  }

  private static void assertIncorrect(Outcome<?> outcome) {
    assertEquals("incorrect_code", problem(outcome).code());
  }

  @Test
  void passkey_logsIn_withoutSecondFactor() {
    Authenticator added = browser.addTo(world, owner, true);
    TestApp.addedTo(world, owner);

    LoginOutcome.Complete complete = assertInstanceOf(LoginOutcome.Complete.class, done(logIn()));

    assertEquals(owner.owner().id(), complete.session().session().owner().id());
    assertEquals(
        List.of("mfa"),
        complete.session().session().state().methods().stream().map(m -> m.method()).toList());
    assertTrue(
        world
            .authenticators
            .find(Passkey.distinctKey(browser.key.id()))
            .orElseThrow()
            .lastUsed()
            .isPresent());
    assertFalse(added.lastUsed().isPresent());
  }

  @Test
  void secondFactor_doesNotLogInAlone() {
    browser.addTo(world, owner, false);

    assertIncorrect(logIn());
  }

  @Test
  void passkey_withoutVerifiedUser_doesNotLogIn() {
    browser.addTo(world, owner, true);
    browser.device.flags = SoftAuthenticator.USER_PRESENT;

    assertIncorrect(logIn());
  }

  @Test
  void passkey_withoutUserHandle_doesNotLogIn() {
    browser.addTo(world, owner, true);
    browser.device.withUserHandle = false;

    assertIncorrect(logIn());
  }

  @Test
  void passkey_withTheHandleOfAnotherAccount_doesNotLogIn() {
    browser.addTo(world, owner, true);
    Session other = world.open(new Steps(world).verified("bob@example.org")).session();
    PasskeyLogin.Begun begun = begun();
    AuthenticationResponse own = browser.get(begun.options());
    AuthenticationResponse claimed =
        new AuthenticationResponse(
            own.id(),
            own.rawId(),
            own.clientDataJson(),
            own.authenticatorData(),
            own.signature(),
            Browser.handle(other.owner()));

    assertIncorrect(world.passkeyLogin.complete(session(begun), claimed, PARTY));
  }

  @Test
  void passkey_ofADeactivatedAccount_doesNotLogIn() {
    browser.addTo(world, owner, true);
    world.database.transaction(
        () ->
            world.accounts.setActive(
                world.accounts.lockAny(owner.owner().id()).orElseThrow(), false));

    assertIncorrect(logIn());
  }

  @Test
  void secondFactor_completesALogin_inItsSessionOnly() {
    browser.addTo(world, owner, false);
    Optional<Session> mine = Optional.of(pendingLogin());
    Optional<Session> another = Optional.of(pendingLogin());
    AuthenticationResponse response =
        browser.get(done(world.passkeyFactor.beginLogin(mine, PARTY)));
    done(world.passkeyFactor.beginLogin(another, PARTY));

    assertIncorrect(world.passkeyFactor.authenticate(another, response, PARTY));
    assertInstanceOf(
        LoginOutcome.Complete.class, done(world.passkeyFactor.authenticate(mine, response, PARTY)));
  }

  @Test
  void secondFactor_ofAnotherAccount_isRejected() {
    browser.addTo(world, owner, false);
    Browser stranger = new Browser();
    stranger.addTo(world, world.open(new Steps(world).verified("eve@example.org")).session(), true);
    Optional<Session> pending = Optional.of(pendingLogin());

    assertIncorrect(
        world.passkeyFactor.authenticate(
            pending, stranger.get(done(world.passkeyFactor.beginLogin(pending, PARTY))), PARTY));
  }

  @Test
  void passkey_ofAnotherAccount_doesNotReauthenticate() {
    browser.addTo(world, owner, true);
    Browser stranger = new Browser();
    stranger.addTo(world, world.open(new Steps(world).verified("eve@example.org")).session(), true);
    JsonObject options = done(world.passkeyFactor.beginReauthentication(owner, PARTY));

    assertIncorrect(world.passkeyFactor.reauthenticate(owner, stranger.get(options), PARTY));
  }

  @Test
  void challenge_ofALogin_isForTheSessionThatGotIt() {
    browser.addTo(world, owner, true);
    PasskeyLogin.Begun mine = begun();
    PasskeyLogin.Begun others = begun();
    AuthenticationResponse response = browser.get(mine.options());

    assertIncorrect(world.passkeyLogin.complete(session(others), response, PARTY));
    assertIncorrect(world.passkeyLogin.complete(Optional.empty(), response, PARTY));
    assertInstanceOf(
        LoginOutcome.Complete.class,
        done(world.passkeyLogin.complete(session(mine), response, PARTY)));
  }

  /** The session of a login that waits for Ada's factor, in which Eve logs in with her passkey. */
  @Test
  void passkey_inAnotherUsersPendingLogin_logsInItsOwner_andEndsTheOther() {
    browser.addTo(world, owner, false);
    Browser other = new Browser();
    Session eve = world.open(new Steps(world).verified("eve@example.org")).session();
    other.addTo(world, eve, true);
    Optional<Session> pending = Optional.of(pendingLogin());
    AuthenticationResponse response =
        other.get(done(world.passkeyLogin.begin(pending, PARTY)).options());

    LoginOutcome.Complete complete =
        assertInstanceOf(
            LoginOutcome.Complete.class,
            done(world.passkeyLogin.complete(pending, response, PARTY)));

    assertEquals(eve.owner().id(), complete.session().session().owner().id());
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.passkeyFactor.beginLogin(pending, PARTY)));
  }

  @Test
  void credential_ofATypeThatIsNoLongerSupported_isStillAskedFor_andCanBeRemoved() {
    Authenticator key = browser.addTo(world, owner, false);
    try (TestWorld later = world.secondNode("MFA_SUPPORTED_TYPES", "recovery_codes,totp")) {
      Optional<Session> pending = Optional.of(pendingLogin());
      AuthenticationResponse response =
          browser.get(done(later.passkeyFactor.beginLogin(pending, PARTY)));
      assertInstanceOf(
          LoginOutcome.Complete.class,
          done(later.passkeyFactor.authenticate(pending, response, PARTY)));
      assertInstanceOf(
          Rejection.Missing.class, rejection(later.passkeys.begin(owner, false, PARTY)));
      done(later.passkeys.remove(owner, List.of(key.id())));
    }
    assertEquals(0, world.count("authenticator"));
  }

  /** What a session has shown stays shown; to withdraw it, end the session. */
  @Test
  void removedPasskey_isStillWhatItsSessionsHaveShown_andHelpsNoFurtherOne() {
    Authenticator key = browser.addTo(world, owner, true);
    Session shown = ((LoginOutcome.Complete) done(logIn())).session().session();
    PasskeyLogin.Begun begun = begun();
    done(world.passkeys.remove(owner, List.of(key.id())));

    assertEquals(Optional.of("phr"), Optional.ofNullable(shown.authentication().level()));
    assertIncorrect(
        world.passkeyLogin.complete(session(begun), browser.get(begun.options()), PARTY));
    assertIncorrect(
        world.passkeyFactor.reauthenticate(
            shown,
            browser.get(done(world.passkeyFactor.beginReauthentication(shown, PARTY))),
            PARTY));
    assertEquals("mfa_enroll", world.stepUp.of(owner.owner().id(), true).get(0).id());
  }

  @Test
  void challenge_isForOnePurpose() {
    browser.addTo(world, owner, true);
    AuthenticationResponse forLogin = browser.get(begun().options());
    done(world.passkeyFactor.beginReauthentication(owner, PARTY));

    assertIncorrect(world.passkeyFactor.reauthenticate(owner, forLogin, PARTY));
  }

  @Test
  void challenge_isUsedUp_byAnInvalidResponse() {
    browser.addTo(world, owner, true);
    PasskeyLogin.Begun begun = begun();
    browser.device.origin = "https://evil.example";
    assertIncorrect(
        world.passkeyLogin.complete(session(begun), browser.get(begun.options()), PARTY));
    browser.device.origin = "https://app.example";

    assertIncorrect(
        world.passkeyLogin.complete(session(begun), browser.get(begun.options()), PARTY));
  }

  @Test
  void challenge_expires() {
    browser.addTo(world, owner, true);
    PasskeyLogin.Begun begun = begun();
    world.clock.advance(Duration.ofMinutes(16));

    assertIncorrect(
        world.passkeyLogin.complete(session(begun), browser.get(begun.options()), PARTY));
  }

  @Test
  void registration_isRejected_afterAnotherChallenge_orTwice() {
    Registered early = browser.create(done(world.passkeys.begin(owner, true, PARTY)));
    Registered late = browser.create(done(world.passkeys.begin(owner, true, PARTY)));

    assertIncorrect(world.passkeys.add(owner, early, PARTY));
    assertIncorrect(world.passkeys.add(owner, late, PARTY)); // used up by the other
    assertEquals(0, world.count("authenticator"));
  }

  @Test
  void id_ofACredentialOfAnotherAccount_isRejected() {
    browser.addTo(world, owner, true);
    Session other = world.open(new Steps(world).verified("bob@example.org")).session();
    Browser thief = new Browser();
    Registered own = thief.create(done(world.passkeys.begin(other, true, PARTY)));
    assertTrue(isDone(world.passkeys.add(other, own, PARTY)));
    done(world.passkeys.begin(other, true, PARTY));

    assertIncorrect(world.passkeys.add(other, own, PARTY));
  }

  @Test
  void name_isThatOfTheModel_unlessTheUserGivesOne() {
    browser.device.aaguid = UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    assertEquals("Google Password Manager", Passkey.of(browser.addTo(world, owner, true)).name());
    browser.device.aaguid = new UUID(1, 2);
    assertEquals("Passkey", Passkey.of(browser.addTo(world, owner, true)).name());
    Authenticator key = browser.addTo(world, owner, false);
    assertEquals("Security key", Passkey.of(key).name());
    assertEquals("Blue", Passkey.of(done(world.passkeys.rename(owner, key.id(), "Blue"))).name());
  }

  @Test
  void keys_ofOthers_areNeitherRenamedNorRemoved() {
    Authenticator key = browser.addTo(world, owner, false);
    Session other = world.open(new Steps(world).verified("bob@example.org")).session();
    Authenticator theirs = new Browser().addTo(world, other, true);

    Problem renamed = problem(world.passkeys.rename(owner, theirs.id(), "Mine"));
    assertEquals(Problem.with("id", "invalid_choice"), renamed);
    Problem removed = problem(world.passkeys.remove(owner, List.of(key.id(), theirs.id())));
    assertEquals(Problem.with("authenticators", "invalid_choice"), removed);
    assertTrue(world.authenticators.protect(owner.owner().id()));

    done(world.passkeys.remove(owner, List.of(key.id())));
    assertFalse(world.authenticators.protect(owner.owner().id()));
    assertTrue(
        world.authenticators.find(owner.owner().id(), AuthenticatorType.RECOVERY_CODES).isEmpty());
  }

  @Test
  void counter_thatGoesBack_isRecorded_andDoesNotRejectTheLogin() {
    browser.addTo(world, owner, true);
    done(logIn());
    browser.key.counter = 0;

    done(logIn());

    assertTrue(world.audited().contains("passkey_counter_went_back"), world.audited()::toString);
  }

  @Test
  void passkey_isNotAdded_whileAnAddressIsUnverified() {
    Session unverified =
        ((LoginOutcome.Complete) done(new Steps(world).signUp("new@example.org")))
            .session()
            .session();

    assertInstanceOf(
        Rejection.Conflict.class, rejection(world.passkeys.begin(unverified, true, PARTY)));
  }

  @Test
  void passkeys_ofOneAccount_haveAGreatestNumber() {
    Account account = world.accounts.find(owner.owner().id()).orElseThrow();
    Registered last = browser.create(done(world.passkeys.begin(owner, true, PARTY)));
    for (int i = 0; i < 50; i++) {
      String key = "webauthn/" + i;
      String data = new Passkey("key " + i, Optional.empty(), CREDENTIAL).data();
      world.database.transaction(
          () ->
              world
                  .bean(Authenticators.class)
                  .add(
                      new Authenticator(
                          account,
                          AuthenticatorType.WEBAUTHN,
                          key,
                          data,
                          0,
                          world.clock.instant())));
    }
    assertEquals("max_passkeys", problem(world.passkeys.add(owner, last, PARTY)).code());
    assertEquals("max_passkeys", problem(world.passkeys.begin(owner, false, PARTY)).code());
    TestApp.addedTo(world, owner);
    assertEquals(52, world.count("authenticator"));
  }

  @RepeatedTest(3)
  void assertion_under32Threads_onTwoNodes_isValidOnce() {
    browser.addTo(world, owner, true);
    PasskeyLogin.Begun begun = begun();
    AuthenticationResponse response = browser.get(begun.options());
    AtomicInteger turn = new AtomicInteger();
    try (TestWorld other = world.secondNode(SETTINGS)) {
      List<Outcome<LoginOutcome>> outcomes =
          Together.run(
              32,
              () ->
                  (turn.getAndIncrement() % 2 == 0 ? world : other)
                      .passkeyLogin.complete(session(begun), response, PARTY));

      assertEquals(1, outcomes.stream().filter(o -> isDone(o)).count());
    }
  }

  @RepeatedTest(3)
  void secondFactor_under32Threads_onTwoNodes_isValidOnce() {
    browser.addTo(world, owner, false);
    Optional<Session> pending = Optional.of(pendingLogin());
    AuthenticationResponse response =
        browser.get(done(world.passkeyFactor.beginLogin(pending, PARTY)));
    AtomicInteger turn = new AtomicInteger();
    try (TestWorld other = world.secondNode(SETTINGS)) {
      List<Outcome<LoginOutcome>> outcomes =
          Together.run(
              32,
              () ->
                  (turn.getAndIncrement() % 2 == 0 ? world : other)
                      .passkeyFactor.authenticate(pending, response, PARTY));

      assertEquals(1, outcomes.stream().filter(o -> isDone(o)).count());
    }
  }
}
