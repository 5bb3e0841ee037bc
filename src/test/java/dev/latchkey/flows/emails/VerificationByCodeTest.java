package dev.latchkey.flows.emails;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mail.SentMail;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerificationByCodeTest {

  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";
  private static final Problem WRONG = Problem.with("key", "incorrect_code");

  private TestWorld world = world();
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void code_correct_completesTheSignUp() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    LoginOutcome.Complete complete = verified(pending, steps.code(ADA));

    assertEquals(
        ADA,
        world.addresses.primaryOf(complete.session().session().account()).orElseThrow().email());
    assertEquals(List.of("signed_up", "email_verified", "logged_in"), world.audited());
  }

  @Test
  void code_withSpacesDashesOrOtherCase_isAccepted() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA).replace("-", "");

    String typed =
        " "
            + code.substring(0, 3).toLowerCase(Locale.ROOT)
            + " \u2013 "
            + code.substring(3)
            + "\u00a0";

    verified(pending, typed);
  }

  @Test
  void check_keepsTheCodeValidAndCountsAWrongOne() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);

    assertTrue(done(look(pending, code)).isLogin());
    assertEquals(WRONG, Outcomes.problem(look(pending, Steps.wrong(code))));
    assertEquals(WRONG, Outcomes.problem(verify(pending, Steps.wrong(code))));
    assertEquals(WRONG, Outcomes.problem(look(pending, Steps.wrong(code))));

    assertInstanceOf(Rejection.NotPending.class, rejection(look(pending, code)));
    assertInstanceOf(Rejection.NotPending.class, rejection(verify(pending, code)));
  }

  @Test
  void attempts_exhausted_endTheLogin() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    for (int i = 0; i < 3; i++) {
      verify(pending, Steps.wrong(code));
    }

    assertEquals(Optional.empty(), steps.owes(pending));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.verificationCodes.resend(steps.now(pending))));
    assertFalse(world.verificationCodes.canChange(steps.now(pending).orElseThrow()));
    assertEquals(3, world.audited().stream().filter("code_refused"::equals).count());
  }

  @Test
  void attempts_countAcrossResendsAndCorrections() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    verify(pending, Steps.wrong(steps.code(ADA)));
    done(world.verificationCodes.resend(steps.now(pending)));
    verify(pending, Steps.wrong(steps.code(ADA)));
    world.verificationCodes.change(steps.now(pending).orElseThrow(), BOB);
    verify(pending, Steps.wrong(steps.code(BOB)));

    assertInstanceOf(Rejection.NotPending.class, rejection(verify(pending, steps.code(BOB))));
  }

  @Test
  void code_afterAResend_invalidatesThePreviousOne() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String first = steps.code(ADA);
    world.verificationCodes.resend(steps.now(pending));
    String second = steps.code(ADA);

    assertNotEquals(first, second);
    assertEquals(WRONG, Outcomes.problem(verify(pending, first)));
    verified(pending, second);
  }

  @Test
  void code_afterItsLifetime_isInvalid() {
    world.close();
    world = world("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT", "60");
    steps = new Steps(world);
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    world.clock.advance(Duration.ofSeconds(59));
    done(look(pending, code));

    world.clock.advance(Duration.ofSeconds(1));

    assertInstanceOf(Rejection.NotPending.class, rejection(verify(pending, code)));
    done(world.verificationCodes.resend(steps.now(pending)));
    verified(pending, steps.code(ADA));
  }

  @Test
  void resendAndCorrection_unlessEnabled_areRejected() {
    world.close();
    world =
        world(
            "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND",
            "false",
            "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE",
            "false");
    steps = new Steps(world);
    OpenSession pending = steps.pending(steps.signUp(ADA));

    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.verificationCodes.resend(steps.now(pending))));
    assertFalse(world.verificationCodes.canChange(steps.now(pending).orElseThrow()));
    assertEquals(1, world.mails().size());
  }

  @Test
  void resendAndCorrection_withLinks_areRejected() {
    world.close();
    world =
        TestWorld.with(
            "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
            "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true",
            "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true");
    steps = new Steps(world);
    OpenSession pending = steps.pending(steps.signUp(ADA));

    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.verificationCodes.resend(steps.now(pending))));
    assertFalse(world.verificationCodes.canChange(steps.now(pending).orElseThrow()));
  }

  @Test
  void address_mistyped_isCorrected() {
    OpenSession pending = steps.pending(steps.signUp("adda@example.org"));
    String mistaken = steps.code("adda@example.org");

    done(change(pending, ADA));

    assertEquals(WRONG, Outcomes.problem(verify(pending, mistaken)));
    Account account = verified(pending, steps.code(ADA)).session().session().account();
    assertEquals(List.of("ada@example.org primary verified"), steps.addresses(account));
  }

  @Test
  void correction_toATakenAddress_notifiesOnlyItsOwner() {
    steps.verified(BOB);
    OpenSession pending = steps.pending(steps.signUp(ADA));

    done(change(pending, BOB));

    SentMail mail = world.mailTo(BOB);
    assertFalse(
        mail.text().lines().anyMatch(l -> l.strip().matches("[A-Z0-9]{4}-[A-Z0-9]{4}")),
        mail::text);
    assertEquals(WRONG, Outcomes.problem(verify(pending, "BBBB-BBBB")));
    done(world.verificationCodes.resend(steps.now(pending)));
    assertEquals(WRONG, Outcomes.problem(verify(pending, steps.code(ADA))));
  }

  @Test
  void correction_toATakenAddressWithoutPrevention_isRejected() {
    world.close();
    world = world("ACCOUNT_PREVENT_ENUMERATION", "false");
    steps = new Steps(world);
    steps.verified(BOB);
    OpenSession pending = steps.pending(steps.signUp(ADA));

    Problem problem = Outcomes.problem(change(pending, BOB));

    assertEquals(Problem.with("email", "email_taken"), problem);
  }

  @Test
  void correction_ofAnotherUsersAddress_letsTheSignUpContinue() {
    steps.verified(BOB);
    OpenSession pending = steps.pending(steps.signUp(BOB));
    assertEquals(WRONG, Outcomes.problem(verify(pending, "BBBB-BBBB")));

    done(change(pending, ADA));

    Account account = verified(pending, steps.code(ADA)).session().session().account();
    assertEquals(List.of("ada@example.org primary verified"), steps.addresses(account));
  }

  @Test
  void address_verifiedElsewhereMeanwhile_isRejectedAndTheListIsUnchanged() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    change(pending, BOB);
    String code = steps.code(BOB);
    steps.verified(BOB);
    long id = steps.now(pending).orElseThrow().state().login().orElseThrow().accountId();

    assertEquals(WRONG, Outcomes.problem(verify(pending, code)));

    Account account = world.accounts.find(id).orElseThrow();
    assertEquals(List.of("ada@example.org primary"), steps.addresses(account));
  }

  @Test
  void code_inAnotherSession_isInvalid() {
    OpenSession first = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    OpenSession second = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    assertEquals(WRONG, Outcomes.problem(verify(second, code)));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.verification.verify(code, Optional.empty())));
    OpenSession stranger = world.open(steps.verified(BOB));
    assertInstanceOf(Rejection.NotPending.class, rejection(verify(stranger, code)));
    verified(first, code);
  }

  @Test
  void code_forAnotherPurpose_isInvalid() {
    world.close();
    world =
        world(
            "ACCOUNT_LOGIN_BY_CODE_ENABLED",
            "true",
            "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
            "true");
    steps = new Steps(world);
    OpenSession verifying = steps.pending(steps.signUp(ADA));
    String verification = steps.code(ADA);
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.loginByCode.confirm(verification, steps.now(verifying))));
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.reset.look(verification, steps.now(verifying))));

    OpenSession loggingIn = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
    String login = steps.code(ADA);
    assertInstanceOf(Rejection.NotPending.class, rejection(verify(loggingIn, login)));
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.reset.look(login, steps.now(loggingIn))));
    assertEquals(WRONG, Outcomes.problem(verify(verifying, login)));

    OpenSession reset = done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow();
    String resetting = steps.code(ADA);
    assertInstanceOf(Rejection.NotPending.class, rejection(verify(reset, resetting)));
    assertInstanceOf(
        Rejection.NotPending.class,
        rejection(world.loginByCode.confirm(resetting, steps.now(reset))));
  }

  @Test
  void loggedInUser_addsAnAddressByCode() {
    Account account = steps.verified(ADA);
    OpenSession session = world.open(account);

    Session now =
        done(world.managedAddresses.add(steps.now(session).orElseThrow(), "Bob@Example.org"));

    assertEquals(Optional.of(BOB), world.managedAddresses.awaited(now));
    assertEquals(List.of("ada@example.org primary verified"), steps.addresses(account));
    done(verify(session, steps.code(BOB)));
    assertEquals(
        List.of("ada@example.org primary verified", "bob@example.org verified"),
        steps.addresses(account));
    assertEquals(
        Optional.empty(), world.managedAddresses.awaited(steps.now(session).orElseThrow()));
    assertInstanceOf(Rejection.NotPending.class, rejection(verify(session, steps.code(BOB))));
  }

  @Test
  void wrongCodes_forAnAddressToAdd_countAcrossResends() {
    OpenSession session = world.open(steps.verified(ADA));
    world.managedAddresses.add(steps.now(session).orElseThrow(), BOB);
    verify(session, Steps.wrong(steps.code(BOB)));
    world.managedAddresses.resend(steps.now(session).orElseThrow(), BOB);
    verify(session, Steps.wrong(steps.code(BOB)));
    world.managedAddresses.add(steps.now(session).orElseThrow(), BOB);
    verify(session, Steps.wrong(steps.code(BOB)));

    assertInstanceOf(Rejection.NotPending.class, rejection(verify(session, steps.code(BOB))));
    assertTrue(steps.now(session).orElseThrow().isAuthenticated(), "the session itself goes on");
  }

  @Test
  void pendingAddress_removed_isForgotten() {
    OpenSession session = world.open(steps.verified(ADA));
    Session seen = steps.now(session).orElseThrow();
    world.managedAddresses.add(seen, BOB);

    done(world.managedAddresses.remove(steps.now(session).orElseThrow(), BOB));

    assertInstanceOf(Rejection.NotPending.class, rejection(verify(session, steps.code(BOB))));
    assertEquals(
        Problem.with("email", "unknown_email"),
        Outcomes.problem(world.managedAddresses.remove(steps.now(session).orElseThrow(), BOB)));
  }

  @Test
  void addressLimit_forCodesOfSeveralSessions_holds() {
    world.close();
    world = world("ACCOUNT_MAX_EMAIL_ADDRESSES", "2");
    steps = new Steps(world);
    Account account = steps.verified(ADA);
    OpenSession one = world.open(account);
    OpenSession two = world.open(account);
    world.managedAddresses.add(steps.now(one).orElseThrow(), "one@example.org");
    world.managedAddresses.add(steps.now(two).orElseThrow(), "two@example.org");

    verify(one, steps.code("one@example.org"));

    assertEquals(
        "max_email_addresses", Outcomes.problem(verify(two, steps.code("two@example.org"))).code());
    assertEquals(2, steps.addresses(account).size());
  }

  private static TestWorld world(String... more) {
    String[] all = {
      "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
      "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true",
      "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true",
      "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true"
    };
    String[] both = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, both, all.length, more.length);
    return TestWorld.with(both);
  }

  private Outcome<AddressVerification.Good> look(OpenSession session, String code) {
    return world.verification.look(code, steps.now(session));
  }

  private Outcome<AddressVerification.Verified> verify(OpenSession session, String code) {
    return world.verification.verify(code, steps.now(session));
  }

  private LoginOutcome.Complete verified(OpenSession session, String code) {
    return steps.complete(done(verify(session, code)).login().orElseThrow());
  }

  private Outcome<PendingCode> change(OpenSession session, String email) {
    return world.verificationCodes.change(steps.now(session).orElseThrow(), email);
  }
}
