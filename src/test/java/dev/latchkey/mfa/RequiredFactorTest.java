package dev.latchkey.mfa;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.InvalidSettings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code LATCHKEY_MFA_REQUIRED}. */
class RequiredFactorTest {

  private static final String ADA = "ada@example.org";

  private TestWorld world =
      TestWorld.withJwt(
          "LATCHKEY_MFA_REQUIRED", "everyone", "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");

  @AfterEach
  void close() {
    world.close();
  }

  private void restart(String... settings) {
    world.close();
    world = TestWorld.withJwt(settings);
  }

  private OpenSession pending(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Pending.class, done(outcome)).session();
  }

  private Outcome<LoginOutcome> logIn() {
    return world.login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty());
  }

  /** A login by password that waits for a factor to be added. */
  private Session enrolling() {
    Session session = pending(logIn()).session();
    assertEquals(Optional.of("mfa_enroll"), flow(session));
    return session;
  }

  private Optional<String> flow(Session session) {
    return world.stages.pendingFlow(session).map(f -> f.id());
  }

  private TestApp begin(Session session) {
    return new TestApp(world, done(world.totp.begin(session)).secret());
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, latchkey-admin, false",
    "everyone, '', true",
    "latchkey-admin, latchkey-admin, true",
    "latchkey-admin, staff, false",
    "'staff,clerk', clerk, true",
    ", latchkey-admin, true",
    ", '', false",
  })
  void login_ofAccountWithoutFactor_owesOneIfItIsRequired(
      String required, String group, boolean owes) {
    restart(required == null ? new String[0] : new String[] {"LATCHKEY_MFA_REQUIRED", required});
    Account ada = new Steps(world).verified(ADA);
    if (!group.isEmpty()) {
      world.group(ada, group);
    }

    LoginOutcome outcome = done(logIn());

    assertEquals(owes, outcome instanceof LoginOutcome.Pending, outcome::toString);
  }

  @Test
  void requirement_whereNoFactorCanBeAdded_isAnErrorUnlessItIsTheDefault() {
    for (String required : List.of("everyone", "staff", "latchkey-admin,staff")) {
      InvalidSettings invalid =
          assertThrows(
              InvalidSettings.class,
              () ->
                  TestWorld.with(
                      "MFA_SUPPORTED_TYPES", "recovery_codes", "LATCHKEY_MFA_REQUIRED", required));
      assertTrue(invalid.getMessage().contains("LATCHKEY_MFA_REQUIRED needs totp or webauthn"));
    }
    restart("MFA_SUPPORTED_TYPES", "recovery_codes");
    world.group(new Steps(world).verified(ADA), "latchkey-admin");
    assertInstanceOf(LoginOutcome.Complete.class, done(logIn()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody,staff", "everyone,nobody", "everyone,staff", ","})
  void requirement_thatContradictsItself_isAnError(String required) {
    assertThrows(InvalidSettings.class, () -> TestWorld.with("LATCHKEY_MFA_REQUIRED", required));
  }

  @Test
  void administratorByAddress_owesAFactor() {
    restart("LATCHKEY_ADMIN_EMAILS", ADA);
    Steps steps = new Steps(world);
    Account ada = world.account(ADA);
    steps.verify(ada, ADA);

    enrolling();
  }

  @Test
  void factor_addedInTheLogin_completesItAndIsItsSecondFactor() {
    new Steps(world).verified(ADA);
    Session session = enrolling();
    TestApp app = begin(session);
    assertEquals(
        ErrorCodes.INCORRECT_CODE,
        problem(world.totp.completeInLogin(session, app.wrong())).code());

    LoginOutcome.Complete complete =
        assertInstanceOf(
            LoginOutcome.Complete.class, done(world.totp.completeInLogin(session, app.code())));

    Session opened = complete.session().session();
    assertTrue(complete.tokens().containsKey("access_token"));
    assertEquals(Optional.of("mfa"), Optional.ofNullable(opened.authentication().level()));
    assertTrue(world.sessions.find(complete.session().token()).isPresent());
    assertEquals(
        List.of("recovery_codes", "totp"),
        world.authenticators.of(opened.owner().id()).stream().map(a -> a.type().text()).toList());
    world.clock.advance(Duration.ofMinutes(1));
    assertEquals(Optional.of("mfa_authenticate"), flow(pending(logIn()).session()));
  }

  @Test
  void loginCode_ofAccountWithoutFactor_owesOne() {
    new Steps(world).verified(ADA);
    Session asked = pending(world.loginCodeRequest.request(ADA, Optional.empty())).session();

    pending(world.loginByCode.confirm(world.mailTo(ADA).code(), Optional.of(asked)));

    assertEquals(
        Optional.of("mfa_enroll"),
        flow(world.database.transaction(() -> world.sessions.lock(asked).orElseThrow())));
  }

  @Test
  void signUp_owesAFactor_evenBesideAnUnverifiedAddress() {
    Session session = pending(new Steps(world).signUp(ADA)).session();
    assertEquals(Optional.of("mfa_enroll"), flow(session));

    TestApp app = begin(session);
    assertInstanceOf(
        LoginOutcome.Complete.class, done(world.totp.completeInLogin(session, app.code())));
  }

  @Test
  void pendingLogin_cannotCallOtherEndpoints() {
    new Steps(world).verified(ADA);
    Session session = enrolling();

    assertTrue(session.account() == null);
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.secondFactors.authenticate("123456", Optional.of(session))));
    assertEquals(Optional.empty(), world.enrollments.waiting(world.openPending().session()));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.totp.begin(world.openPending().session())));
  }

  @Test
  void login_waitingWhileAFactorIsAddedElsewhere_ends() {
    new Steps(world).verified(ADA);
    OpenSession other = pending(logIn());
    begin(other.session());
    Session session = enrolling();
    TestApp app = begin(session);

    done(world.totp.completeInLogin(session, app.code()));

    assertEquals(Optional.empty(), world.sessions.find(other.token()));
    assertInstanceOf(
        Rejection.Gone.class, rejection(world.totp.completeInLogin(other.session(), app.code())));
  }

  @RepeatedTest(3)
  void parallelEnrollments_ofOneAccount_addOneFactor() throws Exception {
    new Steps(world).verified(ADA);
    Session one = enrolling();
    Session two = enrolling();
    List<Session> sessions = List.of(one, one, two, two);
    TestApp first = begin(one);
    TestApp second = begin(two);
    AtomicInteger next = new AtomicInteger();

    List<Outcome<LoginOutcome>> outcomes =
        Together.run(
            sessions.size(),
            () -> {
              int i = next.getAndIncrement();
              return world.totp.completeInLogin(sessions.get(i), (i < 2 ? first : second).code());
            });

    assertEquals(1, outcomes.stream().filter(o -> o instanceof Outcome.Done).count());
    assertEquals(1, world.count("session WHERE account_id IS NOT NULL"));
    assertEquals(1, world.count("authenticator WHERE type = 'TOTP'"));
  }

  @Test
  void login_whoseRequirementHasGone_canBeFinished() {
    restart("LATCHKEY_MFA_REQUIRED", "staff");
    Account ada = new Steps(world).verified(ADA);
    world.group(ada, "staff");
    Session session = enrolling();
    world.database.transaction(
        () -> world.accounts.find(ada.id()).orElseThrow().groups().remove("staff"));

    TestApp app = begin(session);
    assertInstanceOf(
        LoginOutcome.Complete.class, done(world.totp.completeInLogin(session, app.code())));
  }

  @Test
  void login_whosePasswordHasChanged_addsNothing() {
    Account ada = new Steps(world).verified(ADA);
    Session session = enrolling();
    TestApp app = begin(session);
    world.database.transaction(
        () ->
            world
                .database
                .entities()
                .createNativeQuery("UPDATE account SET password_hash = 'x' WHERE id = " + ada.id())
                .executeUpdate());

    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.totp.completeInLogin(session, app.code())));
    assertEquals(List.of(), world.authenticators.of(ada.id()));
  }

  @Test
  void lastFactor_whileRequired_cannotBeRemovedByItsOwner() {
    Account ada = new Steps(world).verified(ADA);
    Session session = enrolling();
    TestApp app = begin(session);
    Session opened =
        ((LoginOutcome.Complete) done(world.totp.completeInLogin(session, app.code())))
            .session()
            .session();

    assertInstanceOf(Rejection.Conflict.class, rejection(world.totp.remove(opened)));
    assertTrue(world.authenticators.find(ada.id(), AuthenticatorType.TOTP).isPresent());
  }

  @Test
  void stepUp_listsTheFlowThatHelps() {
    restart("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
    Account ada = new Steps(world).verified(ADA);
    assertEquals("[mfa_enroll {\"types\":[\"totp\",\"webauthn\"]}]", helps(ada, false));
    assertEquals("[mfa_enroll {\"types\":[\"webauthn\"]}]", helps(ada, true));

    TestApp.addedTo(world, world.open(ada).session());

    assertEquals(
        "[mfa_reauthenticate {\"types\":[\"recovery_codes\",\"totp\"]}]", helps(ada, false));
    assertEquals("[mfa_enroll {\"types\":[\"webauthn\"]}]", helps(ada, true));
  }

  private String helps(Account account, boolean passkey) {
    return world.stepUp.of(account.id(), passkey).stream()
        .map(flow -> flow.id() + " " + flow.details())
        .toList()
        .toString();
  }
}
