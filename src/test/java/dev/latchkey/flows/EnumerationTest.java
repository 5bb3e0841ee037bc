package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mail.SentMail;
import dev.latchkey.sessions.OpenSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What responses reveal about whether an address has an account. */
class EnumerationTest {

  private static final String KNOWN = "known@example.org";
  private static final String UNKNOWN = "nobody@example.org";

  private TestWorld world;
  private Steps steps;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void login_toAnUnknownAddress_looksAndCostsLikeAWrongPassword() {
    begin();

    assertEquals(
        Outcomes.problem(steps.logIn(KNOWN, "not it")),
        Outcomes.problem(steps.logIn(UNKNOWN, "not it")));

    assertEquals(
        hashes(() -> steps.logIn(KNOWN, "not it")), hashes(() -> steps.logIn(UNKNOWN, "not it")));
  }

  @Test
  void login_toAnAccountWithoutAPassword_costsTheSame() {
    begin();
    world.account(null, "new@example.org", null);
    assertEquals(
        hashes(() -> steps.logIn(UNKNOWN, "not it")),
        hashes(() -> steps.logIn("new@example.org", "not it")));
  }

  @Test
  void resetByLink_forAnyAddress_hasTheSameResponse() {
    begin();
    assertEquals(
        world.resetRequest.request(KNOWN, Optional.empty()),
        world.resetRequest.request(UNKNOWN, Optional.empty()));
    assertEquals(1, mails(KNOWN));
    assertEquals(1, mails(UNKNOWN));
    assertFalse(world.mailTo(UNKNOWN).text().contains("/reset/"), "no link without an account");
  }

  @Test
  void resetByCode_forAnyAddress_isPending() {
    begin("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    for (String email : List.of(KNOWN, UNKNOWN)) {
      OpenSession pending = done(world.resetRequest.request(email, Optional.empty())).orElseThrow();
      List<Object> outcomes =
          List.of(
              Outcomes.problem(
                  world.reset.reset("BBBB-BBBB", Steps.NEW_PASSWORD, steps.now(pending))),
              Outcomes.problem(world.reset.look("BBBB-BBBB", steps.now(pending))),
              Outcomes.problem(world.reset.reset("BBBB-BBBB", "short", steps.now(pending))),
              rejection(world.reset.look("BBBB-BBBB", steps.now(pending))));
      Problem wrong = Problem.with("key", "incorrect_code");
      assertEquals(List.of(wrong, wrong, wrong, new Rejection.NotPending()), outcomes);
    }
  }

  @Test
  void loginByCode_forAnyAddress_isPending() {
    begin("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true", "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true");
    for (String email : List.of(KNOWN, UNKNOWN)) {
      OpenSession pending = steps.pending(world.loginCodeRequest.request(email, Optional.empty()));
      assertEquals(Optional.of("login_by_code"), steps.owes(pending));
      done(world.loginCodeResend.resend(steps.now(pending)));
      for (int i = 0; i < 3; i++) {
        Problem problem =
            Outcomes.problem(world.loginByCode.confirm("BBBB-BBBB", steps.now(pending)));
        assertEquals(Problem.with("code", "incorrect_code"), problem);
      }
      assertInstanceOf(
          Rejection.NotPending.class,
          rejection(world.loginByCode.confirm("BBBB-BBBB", steps.now(pending))));
      assertEquals(2, mails(email));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "strict, false", "strict, true"})
  void signUp_underMandatoryVerification_isPendingForAnyAddress(String prevention, boolean byCode) {
    begin(
        "ACCOUNT_PREVENT_ENUMERATION",
        prevention,
        "ACCOUNT_EMAIL_VERIFICATION",
        "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
        Boolean.toString(byCode));

    long costOfKnown = hashes(() -> assertPendingSignUp(KNOWN));
    long costOfUnknown = hashes(() -> assertPendingSignUp(UNKNOWN));

    assertEquals(costOfUnknown, costOfKnown);
    assertEquals(1, mails(KNOWN));
    assertEquals(1, mails(UNKNOWN));
    assertFalse(subject(KNOWN).equals(subject(UNKNOWN)), "the owner is notified instead");
    assertEquals(1, world.addresses.candidates(KNOWN).size());
    steps.complete(steps.logIn(KNOWN, TestWorld.PASSWORD));
  }

  @Test
  void signUp_underMandatoryVerificationWithoutPrevention_reportsATakenAddress() {
    begin("ACCOUNT_PREVENT_ENUMERATION", "false", "ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    assertEquals(Problem.with("email", "email_taken"), Outcomes.problem(steps.signUp(KNOWN)));
    assertEquals(0, mails(KNOWN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void signUp_withoutMandatoryVerification_reportsATakenAddress(String prevention) {
    begin("ACCOUNT_PREVENT_ENUMERATION", prevention);
    assertEquals(
        Problem.with("email", "email_taken"), Outcomes.problem(steps.signUp("Known@Example.org")));
  }

  @Test
  void signUp_underStrictPrevention_succeedsAndTheVerifiedOwnerKeepsTheAddress() {
    begin("ACCOUNT_PREVENT_ENUMERATION", "strict");

    LoginOutcome.Complete second = steps.complete(steps.signUp(KNOWN));

    Account account = second.session().session().account();
    assertEquals(Optional.of(KNOWN), world.addresses.shownPrimaryOf(account));
    assertEquals(Optional.empty(), world.addresses.primaryOf(account));
    assertEquals(1, world.addresses.candidates(KNOWN).size());
    assertFalse(world.mailTo(KNOWN).text().contains("https://app.example.org/verify/"));
  }

  @RepeatedTest(3)
  void concurrentSignUps_underStrictPrevention_allSucceed() {
    begin("ACCOUNT_PREVENT_ENUMERATION", "strict");
    List<Outcome<LoginOutcome>> outcomes = Together.run(4, () -> steps.signUp(UNKNOWN));
    outcomes.forEach(o -> assertInstanceOf(LoginOutcome.Complete.class, done(o)));
    assertEquals(1, world.count("email_address WHERE owner_key = '" + UNKNOWN + "'"));
  }

  @RepeatedTest(3)
  void concurrentSignUps_underMandatoryVerification_giveOneTheAddress() {
    begin("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    List<Outcome<LoginOutcome>> outcomes = Together.run(4, () -> steps.signUp(UNKNOWN));
    outcomes.forEach(o -> assertInstanceOf(LoginOutcome.Pending.class, done(o)));
    assertEquals(1, world.count("email_address WHERE email_key = '" + UNKNOWN + "'"));
  }

  @RepeatedTest(3)
  void concurrentSignUps_withoutPrevention_giveOneTheAddressAndRejectTheOthers() {
    begin();
    AtomicInteger told = new AtomicInteger();
    Together.run(
        4, () -> steps.signUp(UNKNOWN) instanceof Outcome.Rejected ? told.incrementAndGet() : 0);
    assertEquals(3, told.get());
  }

  @Test
  void unknownAddress_withoutPrevention_isReported() {
    begin("ACCOUNT_PREVENT_ENUMERATION", "false", "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    Problem unknown = Problem.with("email", "unknown_email");
    assertEquals(
        unknown, Outcomes.problem(world.loginCodeRequest.request(UNKNOWN, Optional.empty())));
    assertEquals(unknown, Outcomes.problem(world.resetRequest.request(UNKNOWN, Optional.empty())));
    assertEquals(0, mails(UNKNOWN));
  }

  private void begin(String... settings) {
    world = TestWorld.with(Steps.settings(settings));
    steps = new Steps(world);
    steps.verified(KNOWN);
  }

  private void assertPendingSignUp(String email) {
    OpenSession pending = steps.pending(steps.signUp(email));
    assertEquals(Optional.of("verify_email"), steps.owes(pending));
  }

  private long hashes(Runnable work) {
    long before = world.passwords.hashesComputed();
    work.run();
    return world.passwords.hashesComputed() - before;
  }

  private long mails(String email) {
    return world.mails().stream().map(SentMail::to).filter(email::equals).count();
  }

  private String subject(String email) {
    return world.mailTo(email).subject();
  }
}
