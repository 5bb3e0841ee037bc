package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.types.LoginMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One account, guessed at in every way: all guesses share one limit. */
class AccountLimitTest {

  private static final String USERNAME = "ada";
  private static final String ADA = "ada@example.org";
  private static final String ALSO_ADA = "lovelace@example.org";
  private static final String NOBODY = "nobody@example.org";
  private static final String WRONG = "not the password";
  private static final int LIMIT = 3;
  private static final String[] SETTINGS = {
    "ACCOUNT_LOGIN_METHODS", "username,email",
    "ACCOUNT_SIGNUP_FIELDS", "username*,email*,password1*",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
    "ACCOUNT_RATE_LIMITS_ENABLED", "true",
    "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", LIMIT + "/300s/user",
    "ACCOUNT_RATE_LIMITS_LOGIN", "false",
    "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "1000/m/key",
    "ACCOUNT_RATE_LIMITS_REQUEST_LOGIN_CODE", "false",
    "ACCOUNT_RATE_LIMITS_RESET_PASSWORD", "false",
    "ACCOUNT_RATE_LIMITS_CHANGE_PASSWORD", "false",
    "ACCOUNT_RATE_LIMITS_REAUTHENTICATE", "false",
    "ACCOUNT_RATE_LIMITS_RECIPIENT", "false"
  };

  /** What can be guessed, and what tells whether it was right. */
  enum Way {
    BY_USERNAME,
    BY_ADDRESS,
    BY_OTHER_ADDRESS,
    BY_CODE,
    REAUTHENTICATION,
    PASSWORD_CHANGE
  }

  private final TestWorld world = TestWorld.with(SETTINGS);
  private final Steps steps = new Steps(world);
  private final Account ada = world.account(USERNAME, ADA, TestWorld.HASH);
  private final OpenSession session = world.open(ada);

  AccountLimitTest() {
    steps.verify(ada, ADA);
    steps.add(ada, ALSO_ADA, true);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void account_guessedAtInOneWay_isClosedInEveryWay(Way guessed) {
    for (int i = 0; i < LIMIT; i++) {
      guess(guessed, false);
    }

    for (Way way : Way.values()) {
      assertNotEquals("in", guess(way, true), way::name);
    }
    world.clock.advance(Duration.ofSeconds(300));
    assertEquals("in", guess(guessed, true));
  }

  @Test
  void account_guessedAtInDifferentWays_isClosedInEveryWay() {
    guess(Way.BY_USERNAME, false);
    guess(Way.BY_CODE, false);
    guess(Way.REAUTHENTICATION, false);

    for (Way way : Way.values()) {
      assertNotEquals("in", guess(way, true), way::name);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void success_givesBackWhatItCounted(Way way) {
    for (int i = 0; i < LIMIT - 1; i++) {
      guess(Way.BY_ADDRESS, false);
    }

    for (int i = 0; i < 5 && way != Way.PASSWORD_CHANGE; i++) {
      assertEquals("in", guess(way, true));
    }

    assertEquals("in", guess(way, true));
  }

  @Test
  void otherAccounts_keepTheirOwnLimit() {
    world.account("bob", "bob@example.org", TestWorld.HASH);
    for (int i = 0; i < LIMIT; i++) {
      guess(Way.BY_ADDRESS, false);
    }

    assertInstanceOf(
        LoginOutcome.Complete.class, done(steps.logIn("bob@example.org", TestWorld.PASSWORD)));
  }

  @ParameterizedTest
  @CsvSource({"ada@example.org, 1", "nobody@example.org, 1", "ada@example.org, 5"})
  void answers_pastTheLimit_areThoseToWrongGuesses(String email, int more) {
    OpenSession pending = steps.pending(world.loginCodeRequest.request(email, Optional.empty()));
    for (int i = 0; i < LIMIT + more; i++) {
      assertEquals("email_password_mismatch", Outcomes.problem(steps.logIn(email, WRONG)).code());
    }

    assertEquals(
        "email_password_mismatch", Outcomes.problem(steps.logIn(email, TestWorld.PASSWORD)).code());
    assertEquals(
        "incorrect_code",
        Outcomes.problem(world.loginByCode.confirm("WRONG1", steps.now(pending))).code());
  }

  @Test
  void unknownNames_areCountedAsAccountsAre() {
    long before = world.count("rate_counter");
    steps.logIn(ADA, WRONG);
    long known = world.count("rate_counter") - before;
    steps.logIn(NOBODY, WRONG);

    assertEquals(2 * known, world.count("rate_counter") - before);
  }

  @Test
  void unknownName_pastTheLimit_costsAHashAsAnAccountDoes() {
    for (String email : List.of(ADA, NOBODY)) {
      for (int i = 0; i < LIMIT; i++) {
        steps.logIn(email, WRONG);
      }
      long before = world.passwords.hashesComputed();
      steps.logIn(email, WRONG);
      assertEquals(1, world.passwords.hashesComputed() - before, email);
    }
  }

  @Test
  void loginPastTheLimit_saysSoInTheAuditTrail() {
    for (int i = 0; i < LIMIT + 1; i++) {
      steps.logIn(ADA, WRONG);
    }

    List<String> details = new ArrayList<>();
    world.auditEvents().stream()
        .filter(e -> e.type().equals("login_failed"))
        .forEach(e -> details.add(String.valueOf(e.detail())));
    assertEquals(List.of("null", "null", "null", "account_limit"), details);
  }

  @Test
  void passwordGuesses_doNotTakeTheResetFromItsOwner() {
    for (int i = 0; i < LIMIT; i++) {
      guess(Way.BY_ADDRESS, false);
    }

    OpenSession pending = requestReset();
    Outcome<Optional<LoginOutcome>> outcome =
        world.reset.reset(steps.code(ADA), Steps.NEW_PASSWORD, steps.now(pending));

    done(outcome);
    assertInstanceOf(LoginOutcome.Complete.class, done(steps.logIn(ADA, Steps.NEW_PASSWORD)));
  }

  @Test
  void resetCodes_guessedOverManyRequests_areLimited() {
    for (int i = 0; i < LIMIT; i++) {
      OpenSession pending = requestReset();
      Outcomes.problem(
          world.reset.reset(Steps.wrong(steps.code(ADA)), Steps.NEW_PASSWORD, steps.now(pending)));
    }

    OpenSession pending = requestReset();
    assertEquals(
        "incorrect_code",
        Outcomes.problem(world.reset.reset(steps.code(ADA), Steps.NEW_PASSWORD, steps.now(pending)))
            .code());
  }

  @Test
  void guessesAtOnce_onTwoNodesUnderAllNames_areAsManyAsTheLimitAllows() {
    try (TestWorld other = world.secondNode(SETTINGS)) {
      AtomicInteger turn = new AtomicInteger();
      long before = world.count("rate_counter");

      Together.run(
          24,
          () -> {
            int i = turn.getAndIncrement();
            TestWorld node = i % 2 == 0 ? world : other;
            return i % 3 == 0
                ? node.login.byPassword(LoginMethod.USERNAME, USERNAME, WRONG, Optional.empty())
                : node.login.byPassword(
                    LoginMethod.EMAIL, i % 3 == 1 ? ADA : ALSO_ADA, WRONG, Optional.empty());
          });

      assertEquals(
          LIMIT,
          world.auditEvents().stream()
              .filter(e -> e.type().equals("login_failed") && e.detail() == null)
              .count());
      assertEquals(4, world.count("rate_counter") - before);
      world.clock.advance(Duration.ofSeconds(300));
      assertInstanceOf(LoginOutcome.Complete.class, done(steps.logIn(ADA, TestWorld.PASSWORD)));
    }
  }

  @Test
  void successesAtOnce_onTwoNodes_leaveNothingCounted() {
    try (TestWorld other = world.secondNode(SETTINGS)) {
      AtomicInteger turn = new AtomicInteger();
      Together.run(
          LIMIT,
          () ->
              (turn.getAndIncrement() % 2 == 0 ? world : other)
                  .login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty()));

      for (int i = 0; i < LIMIT - 1; i++) {
        steps.logIn(ADA, WRONG);
      }
      assertInstanceOf(LoginOutcome.Complete.class, done(steps.logIn(ADA, TestWorld.PASSWORD)));
    }
  }

  private OpenSession requestReset() {
    return done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow();
  }

  /** Guesses, and says what came of it: {@code in}, or something else. */
  private String guess(Way way, boolean right) {
    String password = right ? TestWorld.PASSWORD : WRONG;
    return switch (way) {
      case BY_USERNAME ->
          outcome(
              world.login.byPassword(LoginMethod.USERNAME, USERNAME, password, Optional.empty()));
      case BY_ADDRESS -> outcome(steps.logIn(ADA, password));
      case BY_OTHER_ADDRESS -> outcome(steps.logIn(ALSO_ADA, password));
      case BY_CODE -> {
        OpenSession pending = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
        String code = right ? steps.code(ADA) : Steps.wrong(steps.code(ADA));
        Outcome<LoginOutcome> outcome = world.loginByCode.confirm(code, steps.now(pending));
        yield outcome.equals(Outcome.rejected(new Rejection.NotPending()))
            ? "nothing"
            : outcome(outcome);
      }
      case REAUTHENTICATION ->
          Outcomes.isDone(world.reauthentication.byPassword(session(), password))
              ? "in"
              : "refused";
      case PASSWORD_CHANGE ->
          Outcomes.isDone(world.passwordChange.change(session(), password, Steps.NEW_PASSWORD))
              ? "in"
              : "refused";
    };
  }

  private dev.latchkey.sessions.Session session() {
    return world.sessions.find(session.token()).orElseThrow();
  }

  private static String outcome(Outcome<LoginOutcome> outcome) {
    return Outcomes.isDone(outcome) ? "in" : "refused";
  }
}
