package dev.latchkey.flows.signup;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignupTest {

  private static final String EMAIL = "ada@example.org";
  private static final String[] BOTH = {
    "ACCOUNT_LOGIN_METHODS",
    "email,username",
    "ACCOUNT_SIGNUP_FIELDS",
    "email*,username*,password1*"
  };
  private static final String[] STRICT = {"ACCOUNT_PREVENT_ENUMERATION", "strict"};
  private static final String[] MANDATORY = {"ACCOUNT_EMAIL_VERIFICATION", "mandatory"};

  private TestWorld world = TestWorld.with();

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void newUser_getsAnAccountAnAddressAndASession() {
    LoginOutcome.Complete complete = complete(signUp(EMAIL, null, TestWorld.PASSWORD));

    Session session = world.sessions.find(complete.session().token()).orElseThrow();
    Account account = session.account();
    assertTrue(account.isActive());
    assertNull(account.username());
    assertTrue(account.passwordHash().startsWith("$argon2id$"));
    EmailAddress address = world.addresses.primaryOf(account).orElseThrow();
    assertEquals(EMAIL, address.email());
    assertFalse(address.isVerified());
    assertTrue(address.isOwner());
    assertEquals(List.of(), session.state().methods());
    assertEquals(List.of("signed_up", "logged_in"), world.audited());
  }

  @Test
  void newUser_canLogIn() {
    signUp("Ada@Example.org", null, TestWorld.PASSWORD);

    assertEquals(
        EMAIL,
        world
            .logIn(EMAIL)
            .session()
            .session()
            .state()
            .methods()
            .get(0)
            .details()
            .getString("email"));
  }

  @Test
  void password_isKeptVerbatim() {
    signUp(EMAIL, null, "  Zürich, 7 Gäste 😀 ");

    assertInstanceOf(LoginOutcome.Complete.class, done(logIn("  Zürich, 7 Gäste 😀 ")));
    assertInstanceOf(Rejection.Problems.class, rejection(logIn("Zürich, 7 Gäste 😀")));
  }

  @Test
  void account_withoutAPassword_hasNoUsableOne() {
    LoginOutcome.Complete complete = complete(signUp(EMAIL, null, null));

    assertFalse(complete.session().session().account().hasUsablePassword());
    assertEquals(0, world.passwords.hashesComputed());
    assertInstanceOf(Rejection.Problems.class, rejection(logIn("")));
  }

  @Test
  void takenAddress_inAnyCase_isRejectedBeforeHashing() {
    world.account(EMAIL);

    assertRejected(
        List.of(Problem.with("email", "email_taken")),
        signUp("ADA@EXAMPLE.ORG", null, TestWorld.PASSWORD));
    assertEquals(0, world.passwords.hashesComputed());
    assertEquals(1, world.count("account"));
  }

  @Test
  void takenUserName_inAnyCase_isRejected() {
    world(BOTH);
    world.account("Ada", EMAIL, TestWorld.HASH);

    assertRejected(
        List.of(Problem.with("username", "username_taken")),
        signUp("new@example.org", "aDA", TestWorld.PASSWORD));
  }

  @Test
  void problems_areReportedTogether() {
    world(BOTH);
    world.account("ada", EMAIL, TestWorld.HASH);

    assertRejected(
        List.of(
            Problem.with("username", "username_taken"),
            Problem.with("email", "email_taken"),
            Problem.with("password", "password_entirely_numeric"),
            Problem.with("password", "password_too_common"),
            Problem.with("password", "password_too_short", 8)),
        signUp(EMAIL, "ada", "12345"));
  }

  @Test
  void password_similarToAddressOrUserName_isRejected() {
    world(BOTH);
    List<Problem> similar = List.of(Problem.with("password", "password_too_similar"));

    assertRejected(similar, signUp("evelynwaugh@example.org", "someone", "evelynwaugh1"));
    assertRejected(similar, signUp("someone@example.org", "evelynwaugh", "evelynwaugh1"));
  }

  @Test
  void minimumLength_isASetting() {
    world("ACCOUNT_PASSWORD_MIN_LENGTH", "12");

    assertRejected(
        List.of(Problem.with("password", "password_too_short", 12)),
        signUp(EMAIL, null, "qzxjvkwbplm"));
    complete(signUp(EMAIL, null, "qzxjvkwbplmy"));
  }

  @Test
  void concurrentSignUps_withOneAddress_makeOneAccount() {
    List<Outcome<LoginOutcome>> outcomes =
        Together.run(6, () -> signUp(EMAIL, null, TestWorld.PASSWORD));

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    outcomes.stream()
        .filter(o -> !Outcomes.isDone(o))
        .forEach(o -> assertRejected(List.of(Problem.with("email", "email_taken")), o));
    assertEquals(1, world.count("account"));
    assertEquals(1, world.count("email_address"));
    assertEquals(1, world.count("session"));
  }

  @Test
  void signUp_overtakenBetweenCheckAndInsertion_isRejected() {
    Outcome<LoginOutcome> outcome =
        overtaken(() -> world.account(EMAIL)).begin(request(EMAIL, null), Optional.empty());

    assertRejected(List.of(Problem.with("email", "email_taken")), outcome);
    assertEquals(1, world.count("account"));
  }

  @Test
  void signUp_overtakenByTheSameUserName_isRejected() {
    world(BOTH);
    Outcome<LoginOutcome> outcome =
        overtaken(() -> world.account("ADA", "other@example.org", TestWorld.HASH))
            .begin(request(EMAIL, "ada"), Optional.empty());

    assertRejected(List.of(Problem.with("username", "username_taken")), outcome);
    assertEquals(1, world.count("account"));
    assertEquals(List.of(), world.audited());
  }

  @Test
  void address_underStrictPrevention_isClaimedByTwoAccountsAndHeldByOne() {
    world(STRICT);
    Account first = complete(signUp(EMAIL, null, TestWorld.PASSWORD)).session().session().account();

    Account second =
        complete(signUp(EMAIL, null, "another " + TestWorld.PASSWORD))
            .session()
            .session()
            .account();

    assertNotEquals(first.id(), second.id());
    assertTrue(world.addresses.primaryOf(first).orElseThrow().isOwner());
    assertFalse(world.addresses.primaryOf(second).orElseThrow().isOwner());
    assertEquals(
        first.id(), complete(logIn(TestWorld.PASSWORD)).session().session().account().id());
    assertEquals(
        second.id(),
        complete(logIn("another " + TestWorld.PASSWORD)).session().session().account().id());
  }

  @Test
  void concurrentSignUps_underStrictPrevention_makeTwoAccountsAndOneHoldsTheAddress() {
    world(STRICT);

    Account second =
        complete(
                overtakenInside(() -> world.account(EMAIL))
                    .begin(request(EMAIL, null), Optional.empty()))
            .session()
            .session()
            .account();

    assertFalse(world.addresses.primaryOf(second).orElseThrow().isOwner());
    assertEquals(2, world.count("account"));
    assertEquals(1, world.count("email_address WHERE owner_key IS NOT NULL"));
  }

  @Test
  void signUp_overtakenUnderMandatoryVerification_looksTheSame() {
    world(MANDATORY);

    LoginOutcome.Pending overtaken =
        pending(
            overtakenInside(() -> world.account(EMAIL))
                .begin(request(EMAIL, null), Optional.empty()));

    assertEquals(
        stage(pending(signUp("new@example.org", null, TestWorld.PASSWORD))), stage(overtaken));
    assertEquals(1, world.count("email_address WHERE email = '" + EMAIL + "'"));
  }

  @Test
  void address_takenJustBeforeInsertionUnderMandatoryVerification_isNotClaimedTwice() {
    world(MANDATORY);
    EmailAddresses overtaken =
        new EmailAddresses(world.database) {
          private final AtomicInteger looks = new AtomicInteger();

          @Override
          public boolean isTaken(String email) {
            boolean taken = super.isTaken(email);
            if (looks.getAndIncrement() == 0) {
              CompletableFuture.runAsync(() -> world.account(EMAIL)).join();
            }
            return taken;
          }
        };

    pending(world.signUp(overtaken, world.passwords).begin(request(EMAIL, null), Optional.empty()));

    assertEquals(1, world.count("account"));
    assertEquals(1, world.count("email_address"));
  }

  @Test
  void takenAddress_underMandatoryVerification_looksLikeAFreeOne() {
    world(MANDATORY);
    world.account(EMAIL);

    LoginOutcome.Pending taken = pending(signUp(EMAIL, null, TestWorld.PASSWORD));
    LoginOutcome.Pending free = pending(signUp("new@example.org", null, TestWorld.PASSWORD));

    assertEquals(stage(free), stage(taken));
    assertEquals(taken.isNew(), free.isNew());
    assertEquals(2, world.passwords.hashesComputed());
    assertEquals(2, world.count("account"));
    assertEquals(2, world.count("outbound_mail"));
  }

  @Test
  void hiddenSignup_byCode_keepsFurtherFieldsAndIsRecorded() {
    world(
        "ACCOUNT_EMAIL_VERIFICATION",
        "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
        "true");
    world.account(EMAIL);

    LoginOutcome.Pending hidden =
        pending(
            world.signUp.begin(
                new SignupRequest(EMAIL, null, TestWorld.PASSWORD, Map.of("city", "Berlin")),
                Optional.empty()));

    Session session = world.sessions.find(hidden.session().token()).orElseThrow();
    Account made =
        world.accounts.find(session.state().login().orElseThrow().accountId()).orElseThrow();
    assertEquals(Map.of("city", "Berlin"), world.accounts.attributes(made));
    assertEquals(List.of("signed_up"), world.audited());
  }

  @Test
  void signUp_underMandatoryVerification_isNotLoggedInBefore() {
    world(MANDATORY);

    LoginOutcome.Pending pending = pending(signUp(EMAIL, null, TestWorld.PASSWORD));

    Session session = world.sessions.find(pending.session().token()).orElseThrow();
    assertFalse(session.isAuthenticated());
    PendingLogin login = session.state().login().orElseThrow();
    assertEquals(List.of(), login.methods());
    assertEquals(List.of("signed_up"), world.audited());
  }

  @Test
  void concurrentSignUps_underMandatoryVerification_makeOneAccountAndLookAlike() {
    world(MANDATORY);

    List<Outcome<LoginOutcome>> outcomes =
        Together.run(4, () -> signUp(EMAIL, null, TestWorld.PASSWORD));

    assertEquals(1, outcomes.stream().map(o -> stage(pending(o))).distinct().count());
    assertEquals(1, world.count("account"));
  }

  @Test
  void takenAddress_withoutPreventionUnderMandatoryVerification_isReported() {
    world("ACCOUNT_EMAIL_VERIFICATION", "mandatory", "ACCOUNT_PREVENT_ENUMERATION", "false");
    world.account(EMAIL);

    assertRejected(
        List.of(Problem.with("email", "email_taken")), signUp(EMAIL, null, TestWorld.PASSWORD));
  }

  @Test
  void earlierSession_ofTheClient_ends() {
    OpenSession before = world.openPending();

    complete(world.signUp.begin(request(EMAIL, null), Optional.of(before.session())));

    assertTrue(world.sessions.find(before.token()).isEmpty());
    assertEquals(1, world.count("session"));
  }

  @Test
  void earlierSession_afterARejectedSignUp_continues() {
    world.account(EMAIL);
    OpenSession before = world.openPending();

    world.signUp.begin(request(EMAIL, null), Optional.of(before.session()));

    assertTrue(world.sessions.find(before.token()).isPresent());
  }

  @Test
  void signUps_aboveTheLimit_areDeniedForAWhile() {
    world("ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_SIGNUP", "1/m/ip");
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, Language.ENGLISH));
    complete(signUp(EMAIL, null, TestWorld.PASSWORD));
    world.clock.advance(Duration.ofSeconds(10));

    Outcome<LoginOutcome> second = signUp("bob@example.org", null, TestWorld.PASSWORD);

    assertEquals(
        50, assertInstanceOf(Rejection.Limited.class, rejection(second)).retryAfter().toSeconds());
    assertEquals(1, world.count("account"));
  }

  @Test
  void signUp_underJwt_returnsTheTokens() {
    world.close();
    world = TestWorld.withJwt();

    assertEquals(2, complete(signUp(EMAIL, null, TestWorld.PASSWORD)).tokens().size());
  }

  @Test
  void request_asText_doesNotShowItsPassword() {
    assertFalse(request(EMAIL, "ada").toString().contains(TestWorld.PASSWORD));
  }

  /** A sign-up before whose transaction something happens. */
  private Signup overtaken(Runnable before) {
    AtomicInteger hashes = new AtomicInteger();
    Passwords passwords =
        new Passwords(world.settings) {
          @Override
          public String hash(String password) {
            if (hashes.getAndIncrement() == 0) {
              before.run();
            }
            return TestWorld.HASH;
          }
        };
    return world.signUp(world.addresses, passwords);
  }

  /**
   * A sign-up within whose transaction something happens elsewhere, once it has found the address
   * free.
   */
  private Signup overtakenInside(Runnable elsewhere) {
    AtomicInteger additions = new AtomicInteger();
    EmailAddresses addresses =
        new EmailAddresses(world.database) {
          @Override
          public EmailAddress add(EmailAddress address) {
            if (additions.getAndIncrement() == 0) {
              CompletableFuture.runAsync(elsewhere).join();
            }
            return super.add(address);
          }
        };
    return world.signUp(addresses, world.passwords);
  }

  private Outcome<LoginOutcome> signUp(String email, String username, String password) {
    return world.signUp.begin(new SignupRequest(email, username, password), Optional.empty());
  }

  private Outcome<LoginOutcome> logIn(String password) {
    return world.login.byPassword(LoginMethod.EMAIL, EMAIL, password, Optional.empty());
  }

  private void world(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private static SignupRequest request(String email, String username) {
    return new SignupRequest(email, username, TestWorld.PASSWORD);
  }

  private String stage(LoginOutcome.Pending pending) {
    return world
        .sessions
        .find(pending.session().token())
        .orElseThrow()
        .state()
        .login()
        .orElseThrow()
        .stage();
  }

  private static LoginOutcome.Complete complete(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Complete.class, done(outcome));
  }

  private static LoginOutcome.Pending pending(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Pending.class, done(outcome));
  }

  private static void assertRejected(List<Problem> problems, Outcome<LoginOutcome> outcome) {
    assertEquals(
        problems, assertInstanceOf(Rejection.Problems.class, rejection(outcome)).problems());
  }
}
