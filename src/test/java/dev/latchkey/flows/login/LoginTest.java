package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.request.RequestsFrom;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

  private static final String EMAIL = "ada@example.org";

  /** Of {@code correct horse battery staple}, made by Django with one iteration. */
  private static final String DJANGO =
      "pbkdf2_sha256$1$seasalt$YBwsf/yKxw1EIJHvxwy1lo6XfNIRudoL9Z7iITL3fGg=";

  private static final String DJANGO_DECOMPOSED =
      "pbkdf2_sha256$1$seasalt$SYT4dNyHSR2Bhci99bRCic2mdAulzirmDSvCgLte2wY=";

  private TestWorld world = TestWorld.with();

  @RegisterExtension final RequestsFrom requests = new RequestsFrom("192.0.2.1", "Test/1");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void password_typedInAnotherFormOfUnicode_isTheSame() {
    String composed = "caf\u00e9 sur la c\u00f4te";
    String decomposed = "cafe\u0301 sur la co\u0302te";
    // Django hashes the text as it came: this is its hash of the decomposed form.
    Account ada = world.account("ada", EMAIL, DJANGO_DECOMPOSED);
    assertInstanceOf(
        Rejection.Problems.class, rejection(logIn(LoginMethod.EMAIL, EMAIL, composed)));
    assertInstanceOf(
        LoginOutcome.Complete.class, done(logIn(LoginMethod.EMAIL, EMAIL, decomposed)));

    String renewed = world.accounts.find(ada.id()).orElseThrow().passwordHash();
    assertTrue(renewed.startsWith("$argon2id$"));
    assertInstanceOf(LoginOutcome.Complete.class, done(logIn(LoginMethod.EMAIL, EMAIL, composed)));
    assertInstanceOf(
        LoginOutcome.Complete.class, done(logIn(LoginMethod.EMAIL, EMAIL, decomposed)));
    assertEquals(renewed, world.accounts.find(ada.id()).orElseThrow().passwordHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFF21\uFF44a", "\uFF41\uFF24\uFF21", "\u1D2Cda"})
  void username_typedInACompatibilityForm_isLookedUpAsItIsAdmitted(String typed) {
    world.account("ada", EMAIL, TestWorld.HASH);
    assertInstanceOf(
        LoginOutcome.Complete.class, done(logIn(LoginMethod.USERNAME, typed, TestWorld.PASSWORD)));
  }

  @Test
  void failures_underAllFormsOfAUsername_areCountedTogether() {
    world.close();
    world = TestWorld.with("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    world.account("ada", EMAIL, TestWorld.HASH);
    List<String> forms = List.of("ada", "\uFF21da", "A\uFF44a", "ad\uFF41", "\uFF21\uFF44\uFF41");
    forms.forEach(form -> logIn(LoginMethod.USERNAME, form, "wrong"));
    assertEquals(
        Problem.of("too_many_login_attempts"),
        Outcomes.problem(logIn(LoginMethod.USERNAME, "ada", TestWorld.PASSWORD)));
  }

  private Outcome<LoginOutcome> logIn(LoginMethod method, String name, String password) {
    return world.login.byPassword(method, name, password, Optional.empty());
  }

  @Test
  void password_correct_givesASession() {
    Account ada = world.account(EMAIL);

    LoginOutcome.Complete complete = complete(logIn(EMAIL, TestWorld.PASSWORD));

    Session session = world.sessions.find(complete.session().token()).orElseThrow();
    assertEquals(ada.id(), session.account().id());
    assertEquals(
        List.of(Proof.byEmail("password", world.database.now(), EMAIL)), session.state().methods());
    assertTrue(complete.tokens().isEmpty());
  }

  @Test
  void login_successful_isRecordedWithSessionAndClient() {
    Account ada = world.account(EMAIL);
    LoginOutcome.Complete complete = complete(logIn(EMAIL, TestWorld.PASSWORD));

    AuditEvent event = world.auditEvents().get(0);
    assertEquals("logged_in", event.type());
    assertEquals(ada.id(), event.accountId());
    assertEquals(complete.session().session().id(), event.sessionId());
    assertEquals("192.0.2.1", event.address());
  }

  @Test
  void address_inOtherCase_logsIn() {
    world.account(EMAIL);

    complete(logIn("ADA@Example.ORG", TestWorld.PASSWORD));
  }

  @Test
  void userName_inOtherCase_logsIn() {
    world.account("Ada", null, TestWorld.HASH);

    LoginOutcome.Complete complete =
        complete(
            world.login.byPassword(
                LoginMethod.USERNAME, "aDA", TestWorld.PASSWORD, Optional.empty()));

    assertEquals(
        List.of(Proof.byUsername("password", world.database.now(), "Ada")),
        complete.session().session().state().methods());
  }

  @Test
  void userName_asAddressOrViceVersa_isRejected() {
    world.account("ada", EMAIL, TestWorld.HASH);

    assertRejected("email_password_mismatch", logIn("ada", TestWorld.PASSWORD));
    assertRejected(
        "username_password_mismatch",
        world.login.byPassword(LoginMethod.USERNAME, EMAIL, TestWorld.PASSWORD, Optional.empty()));
  }

  @Test
  void wrongPasswordAndUnknownAccount_areRejectedAlikeAtTheSameCost() {
    world.account(EMAIL);
    Passwords passwords = new Passwords(world.settings);

    assertRejected("email_password_mismatch", logIn(login(passwords), EMAIL, "wrong"));
    assertEquals(1, passwords.hashesComputed());
    assertRejected(
        "email_password_mismatch", logIn(login(passwords), "nobody@example.org", "wrong"));
    assertEquals(2, passwords.hashesComputed());
    assertEquals(List.of("login_failed", "login_failed"), world.audited());
    assertEquals(0, world.count("session"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "!", "!unusable", "nonsense"})
  void account_withoutAUsablePassword_isRejectedAtTheSameCost(String hash) {
    world.account(null, EMAIL, hash);
    Passwords passwords = new Passwords(world.settings);

    assertRejected("email_password_mismatch", logIn(login(passwords), EMAIL, ""));
    assertRejected("email_password_mismatch", logIn(login(passwords), EMAIL, "!"));
    assertEquals(2, passwords.hashesComputed());
  }

  @Test
  void account_inactive_isRejectedLikeAWrongPassword() {
    world.deactivate(world.account(EMAIL));
    Passwords passwords = new Passwords(world.settings);

    assertRejected("email_password_mismatch", logIn(login(passwords), EMAIL, TestWorld.PASSWORD));
    assertEquals(1, passwords.hashesComputed());
  }

  @Test
  void account_deactivatedDuringVerification_isRejected() {
    Account ada = world.account(EMAIL);

    Outcome<LoginOutcome> outcome =
        logIn(interrupted(() -> world.deactivate(ada)), EMAIL, TestWorld.PASSWORD);

    assertRejected("email_password_mismatch", outcome);
    assertEquals(0, world.count("session"));
  }

  @Test
  void password_replacedDuringVerification_isRejected() {
    Account ada = world.account(EMAIL);

    Login interrupted =
        interrupted(
            () -> world.database.transaction(() -> world.accounts.replacePassword(ada, "another")));
    Outcome<LoginOutcome> outcome = logIn(interrupted, EMAIL, TestWorld.PASSWORD);

    assertRejected("email_password_mismatch", outcome);
    assertEquals("another", reread(ada).passwordHash());
  }

  @Test
  void importedHash_atTheFirstLogin_isReplaced() {
    Account ada = world.account(null, EMAIL, DJANGO);

    complete(logIn(EMAIL, TestWorld.PASSWORD));

    String stored = reread(ada).passwordHash();
    assertTrue(stored.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), stored);
    complete(logIn(EMAIL, TestWorld.PASSWORD));
    assertEquals(stored, reread(ada).passwordHash());
  }

  @Test
  void importedHash_afterAWrongPassword_isUnchanged() {
    Account ada = world.account(null, EMAIL, DJANGO);

    assertRejected("email_password_mismatch", logIn(EMAIL, "wrong"));

    assertEquals(DJANGO, reread(ada).passwordHash());
  }

  @Test
  void hash_renewedByAConcurrentLogin_isNoMismatch() {
    Account ada = world.account(null, EMAIL, DJANGO);
    AtomicBoolean first = new AtomicBoolean(true);
    Login login =
        interrupted(
            () -> {
              if (first.getAndSet(false)) {
                logIn(EMAIL, TestWorld.PASSWORD);
              }
            });

    complete(logIn(login, EMAIL, TestWorld.PASSWORD));

    assertEquals(2, reread(ada).tokenEpoch());
    assertEquals(2, world.count("session"));
  }

  @Test
  void login_beginsANewEpoch() {
    Account ada = world.account(EMAIL);

    for (int i = 1; i <= 3; i++) {
      complete(logIn(EMAIL, TestWorld.PASSWORD));
      assertEquals(i, reread(ada).tokenEpoch());
    }
    logIn(EMAIL, "wrong");
    assertEquals(3, reread(ada).tokenEpoch());
  }

  @Test
  void concurrentLogins_eachGetASessionAndAnEpoch() {
    Account ada = world.account(EMAIL);

    List<Outcome<LoginOutcome>> outcomes = Together.run(6, () -> logIn(EMAIL, TestWorld.PASSWORD));

    assertEquals(6, outcomes.stream().map(o -> complete(o).session().token()).distinct().count());
    assertEquals(6, reread(ada).tokenEpoch());
  }

  @Test
  void earlierSession_ofTheClient_ends() {
    world.account(EMAIL);
    OpenSession before = world.openPending();

    LoginOutcome.Complete complete =
        complete(
            world.login.byPassword(
                LoginMethod.EMAIL, EMAIL, TestWorld.PASSWORD, Optional.of(before.session())));

    assertNotEquals(before.token(), complete.session().token());
    assertTrue(world.sessions.find(before.token()).isEmpty());
    assertTrue(world.sessions.find(complete.session().token()).isPresent());
  }

  @Test
  void earlierSession_afterAFailedLogin_continues() {
    world.account(EMAIL);
    OpenSession before = world.openPending();

    world.login.byPassword(LoginMethod.EMAIL, EMAIL, "wrong", Optional.of(before.session()));

    assertTrue(world.sessions.find(before.token()).isPresent());
  }

  @Test
  void attempts_aboveTheLimit_areDeniedForAWhile() {
    world("ACCOUNT_RATE_LIMITS_LOGIN", "2/m/ip");
    logIn("nobody@example.org", "wrong");
    logIn("nobody@example.org", "wrong");
    world.clock.advance(Duration.ofSeconds(20));
    long hashes = world.passwords.hashesComputed();

    Rejection.Limited limited =
        assertInstanceOf(Rejection.Limited.class, rejection(logIn(EMAIL, TestWorld.PASSWORD)));

    assertEquals(40, limited.retryAfter().toSeconds());
    assertEquals(hashes, world.passwords.hashesComputed());
  }

  @Test
  void correctPassword_afterTooManyFailures_isDenied() {
    world("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "10/m/ip,3/300s/key");
    world.account(EMAIL);
    for (int i = 0; i < 3; i++) {
      assertRejected("email_password_mismatch", logIn(EMAIL, "wrong"));
    }

    Rejection.Problems rejected =
        assertInstanceOf(
            Rejection.Problems.class,
            rejection(logIn(EMAIL.toUpperCase(Locale.ROOT), TestWorld.PASSWORD)));

    assertEquals(List.of(Problem.of("too_many_login_attempts")), rejected.problems());
    assertNull(rejected.problems().get(0).param());
    world.clock.advance(Duration.ofSeconds(300));
    complete(logIn(EMAIL, TestWorld.PASSWORD));
  }

  @Test
  void attempt_deniedForFailures_stillCounts() {
    world("ACCOUNT_RATE_LIMITS_LOGIN", "3/m/ip", "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "1/300s/key");
    world.account(EMAIL);

    assertRejected("email_password_mismatch", logIn(EMAIL, "wrong"));
    assertRejected("too_many_login_attempts", logIn(EMAIL, "wrong"));
    assertRejected("too_many_login_attempts", logIn(EMAIL, "wrong"));
    assertInstanceOf(Rejection.Limited.class, rejection(logIn(EMAIL, "wrong")));
  }

  @Test
  void success_isNotCountedAsAFailure() {
    world("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "2/m/ip,2/300s/key");
    world.account(EMAIL);

    for (int i = 0; i < 3; i++) {
      complete(logIn(EMAIL, TestWorld.PASSWORD));
    }
    assertRejected("email_password_mismatch", logIn(EMAIL, "wrong"));
    complete(logIn(EMAIL, TestWorld.PASSWORD));
    assertRejected("email_password_mismatch", logIn(EMAIL, "wrong"));
    assertRejected("too_many_login_attempts", logIn(EMAIL, TestWorld.PASSWORD));
  }

  @Test
  void concurrentFailures_cannotExceedTheLimit() {
    world("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "3/300s/key");
    world.account(EMAIL);

    Together.run(8, () -> logIn(EMAIL, "wrong"));

    assertEquals(3, world.passwords.hashesComputed());
  }

  @Test
  void server_tooBusyToVerify_countsNoFailure() {
    world("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "1/300s/key");
    world.account(EMAIL);
    Passwords busy =
        new Passwords(world.settings) {
          @Override
          public boolean verify(String password, Account account) {
            Thread.currentThread().interrupt(); // as good as a queue that is too long
            try {
              return super.verify(password, account);
            } finally {
              Thread.interrupted();
            }
          }
        };

    assertThrows(PasswordHashingBusy.class, () -> logIn(login(busy), EMAIL, TestWorld.PASSWORD));

    complete(logIn(EMAIL, TestWorld.PASSWORD));
  }

  @Test
  void address_claimedBySeveralAccounts_logsInToTheOneWithThePassword() {
    Account holder = world.account(null, EMAIL, DJANGO.replace("$seasalt$", "$another$"));
    Account claimant = world.account(null, null, TestWorld.HASH);
    world.database.transaction(
        () ->
            world.addresses.add(
                new EmailAddress(claimant, EMAIL, false, true, world.database.now())));

    LoginOutcome.Complete complete = complete(logIn(EMAIL, TestWorld.PASSWORD));

    assertEquals(claimant.id(), complete.session().session().account().id());
    assertNotEquals(holder.id(), claimant.id());
  }

  @Test
  void address_verifiedByOneAccount_logsInToNoOther() {
    Account holder = world.account(EMAIL);
    Account claimant = world.account(null, null, DJANGO);
    world.database.transaction(
        () -> {
          world.addresses.add(new EmailAddress(claimant, EMAIL, false, true, world.database.now()));
          world.addresses.verify(
              world
                  .addresses
                  .find(world.accounts.find(holder.id()).orElseThrow(), EMAIL)
                  .orElseThrow(),
              AddressProof.CODE);
        });

    LoginOutcome.Complete complete = complete(logIn(EMAIL, TestWorld.PASSWORD));

    assertEquals(holder.id(), complete.session().session().account().id());
    assertEquals(DJANGO, reread(claimant).passwordHash());
  }

  @Test
  void login_withAStageLeft_isPendingAndHasNoTokens() {
    world.close();
    List<LoginStage> stages = List.of(stage("never", false), stage("second", true));
    world = TestWorld.withStages(stages, "HEADLESS_TOKEN_STRATEGY", "jwt");
    Account ada = world.account(EMAIL);
    OpenSession before = world.openPending();

    LoginOutcome.Pending pending =
        assertInstanceOf(
            LoginOutcome.Pending.class,
            done(
                world.login.byPassword(
                    LoginMethod.EMAIL, EMAIL, TestWorld.PASSWORD, Optional.of(before.session()))));

    assertTrue(pending.isNew());
    Session session = world.sessions.find(pending.session().token()).orElseThrow();
    assertFalse(session.isAuthenticated());
    PendingLogin login = session.state().login().orElseThrow();
    assertEquals(ada.id(), login.accountId());
    assertEquals("second", login.stage());
    assertEquals(1, login.methods().size());
    assertTrue(world.sessions.find(before.token()).isEmpty());
    assertEquals(0, world.count("refresh_token"));
    assertEquals(List.of(), world.audited());
  }

  @Test
  void login_underJwt_returnsTheTokens() {
    world.close();
    world = TestWorld.withJwt();
    world.account(EMAIL);

    assertEquals(
        List.of("access_token", "refresh_token"),
        List.copyOf(complete(logIn(EMAIL, TestWorld.PASSWORD)).tokens().keySet()));
    assertEquals(1, world.count("refresh_token"));
  }

  @Test
  void outcome_asText_doesNotShowTokens() {
    world.close();
    world = TestWorld.withJwt();
    world.account(EMAIL);
    LoginOutcome.Complete complete = complete(logIn(EMAIL, TestWorld.PASSWORD));

    assertFalse(complete.toString().contains(complete.session().token()));
    complete.tokens().values().forEach(token -> assertFalse(complete.toString().contains(token)));
  }

  private Outcome<LoginOutcome> logIn(String email, String password) {
    return logIn(world.login, email, password);
  }

  private static Outcome<LoginOutcome> logIn(Login login, String email, String password) {
    RequestContext.enter(new RequestContext("192.0.2.1", "Test/1", null, Language.ENGLISH));
    return login.byPassword(LoginMethod.EMAIL, email, password, Optional.empty());
  }

  /** A login in which something happens after the password was verified. */
  private Login interrupted(Runnable afterwards) {
    return login(
        new Passwords(world.settings) {
          @Override
          public boolean verify(String password, Account account) {
            boolean right = super.verify(password, account);
            afterwards.run();
            return right;
          }
        });
  }

  private Login login(Passwords passwords) {
    return new Login(
        world.database,
        world.limiter,
        world.accounts,
        world.addresses,
        passwords,
        world.progress,
        world.audit);
  }

  private void world(String... limits) {
    world.close();
    String[] settings = new String[limits.length + 2];
    settings[0] = "ACCOUNT_RATE_LIMITS_ENABLED";
    settings[1] = "true";
    System.arraycopy(limits, 0, settings, 2, limits.length);
    world = TestWorld.with(settings);
  }

  private Account reread(Account account) {
    return world.accounts.find(account.id()).orElseThrow();
  }

  private static LoginStage stage(String flow, boolean owed) {
    return new LoginStage() {
      @Override
      public String flow() {
        return flow;
      }

      @Override
      public int order() {
        return 300;
      }

      @Override
      public boolean isOwed(Account account, PendingLogin login) {
        return owed;
      }

      @Override
      public void begin(Session session, Account account, PendingLogin login) {}
    };
  }

  private static LoginOutcome.Complete complete(Outcome<LoginOutcome> outcome) {
    return assertInstanceOf(LoginOutcome.Complete.class, done(outcome));
  }

  private static void assertRejected(String code, Outcome<LoginOutcome> outcome) {
    assertEquals(
        List.of(code),
        assertInstanceOf(Rejection.Problems.class, rejection(outcome)).problems().stream()
            .map(Problem::code)
            .toList());
  }
}
