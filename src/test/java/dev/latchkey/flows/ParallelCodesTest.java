package dev.latchkey.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.emails.AddressCorrection;
import dev.latchkey.flows.emails.VerificationOutcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.password.PasswordReset;
import dev.latchkey.flows.password.PasswordResetRequest;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** One code, handed in many times at once, on two nodes. */
class ParallelCodesTest {

  private static final String ADA = "ada@example.org";
  private static final int THREADS = 8;
  private static final String[] SETTINGS = {
    "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true",
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
    "HEADLESS_TOKEN_STRATEGY", "jwt"
  };

  private final TestWorld world = TestWorld.with(SETTINGS);
  private final TestWorld other = world.secondNode(SETTINGS);
  private final Steps steps = new Steps(world);
  private final AtomicInteger turn = new AtomicInteger();

  @BeforeEach
  void haveTheNodesAgree() {
    world.secrets.secretKey();
  }

  @AfterEach
  void close() {
    other.close();
    world.close();
  }

  @RepeatedTest(4)
  void oneOfManyVerifications() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<VerificationOutcome> outcomes =
        Together.run(THREADS, () -> node().verification.verify(code, seen));

    assertOne(outcomes, VerificationOutcome.Verified.class, VerificationOutcome.NotPending.class);
    assertOneLogin();
  }

  @RepeatedTest(4)
  void oneOfManyLogins() {
    steps.verified(ADA);
    OpenSession pending = steps.pending(world.loginByCode.request(ADA, Optional.empty()));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Optional<LoginOutcome>> outcomes =
        Together.run(THREADS, () -> node().loginByCode.confirm(code, seen));

    assertOne(
        outcomes.stream().flatMap(Optional::stream).toList(),
        LoginOutcome.Complete.class,
        LoginOutcome.class);
    assertEquals(THREADS - 1, outcomes.stream().filter(Optional::isEmpty).count());
    assertOneLogin();
  }

  @RepeatedTest(4)
  void oneOfManyResets() {
    steps.verified(ADA);
    OpenSession pending =
        ((PasswordResetRequest.Outcome.Pending) world.resetRequest.request(ADA, Optional.empty()))
            .session();
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<PasswordReset.Outcome> outcomes =
        Together.run(
            THREADS, () -> node().reset.reset(code, Steps.NEW_PASSWORD + " " + turn.get(), seen));

    assertOne(outcomes, PasswordReset.Outcome.Done.class, PasswordReset.Outcome.NotPending.class);
    assertEquals(1, world.audited().stream().filter("password_reset"::equals).count());
  }

  @RepeatedTest(4)
  void ofManyWrongOnesOnlyAsManyAsAllowedAreLookedAt() {
    steps.verified(ADA);
    OpenSession pending = steps.pending(world.loginByCode.request(ADA, Optional.empty()));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Optional<LoginOutcome>> outcomes =
        Together.run(THREADS, () -> node().loginByCode.confirm(Steps.wrong(code), seen));

    assertEquals(3, outcomes.stream().filter(Optional::isPresent).count());
    assertTrue(world.loginByCode.confirm(code, steps.now(pending)).isEmpty());
  }

  @RepeatedTest(4)
  void aCorrectionThatComesTooLateChangesNothing() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    Session seen = steps.now(pending).orElseThrow();

    List<Object> outcomes =
        Together.run(
            2,
            () ->
                turn.getAndIncrement() == 0
                    ? world.verification.verify(code, Optional.of(seen))
                    : other.verificationCodes.change(seen, "eve@example.org"));

    boolean verified = outcomes.stream().anyMatch(VerificationOutcome.Verified.class::isInstance);
    if (verified) {
      assertTrue(
          outcomes.stream().anyMatch(AddressCorrection.NotPending.class::isInstance),
          outcomes::toString);
    } else {
      assertTrue(
          outcomes.stream().anyMatch(AddressCorrection.Sent.class::isInstance), outcomes::toString);
      assertEquals(Optional.of("verify_email"), steps.owes(pending));
    }
  }

  private TestWorld node() {
    return turn.getAndIncrement() % 2 == 0 ? world : other;
  }

  private void assertOneLogin() {
    assertEquals(1, world.count("session"));
    assertEquals(1, world.count("refresh_token"));
    assertEquals(1, world.audited().stream().filter("logged_in"::equals).count());
  }

  private static void assertOne(List<?> outcomes, Class<?> winner, Class<?> losers) {
    assertEquals(1, outcomes.stream().filter(winner::isInstance).count(), outcomes::toString);
    outcomes.stream().filter(o -> !winner.isInstance(o)).forEach(o -> assertInstanceOf(losers, o));
  }
}
