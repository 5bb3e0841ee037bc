package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** One code, used concurrently on two nodes. */
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
    world.secrets.keys();
  }

  @AfterEach
  void close() {
    other.close();
    world.close();
  }

  @RepeatedTest(4)
  void verificationCode_usedConcurrently_verifiesOnce() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Outcome<AddressVerification.Verified>> outcomes =
        Together.run(THREADS, () -> node().verification.verify(code, seen));

    assertOne(outcomes);
    assertOneLogin();
  }

  @RepeatedTest(4)
  void loginCode_usedConcurrently_logsInOnce() {
    steps.verified(ADA);
    OpenSession pending = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Outcome<LoginOutcome>> outcomes =
        Together.run(THREADS, () -> node().loginByCode.confirm(code, seen));

    assertOne(outcomes);
    assertOneLogin();
  }

  @RepeatedTest(4)
  void resetCode_usedConcurrently_resetsOnce() {
    steps.verified(ADA);
    OpenSession pending = done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow();
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Outcome<Optional<LoginOutcome>>> outcomes =
        Together.run(
            THREADS, () -> node().reset.reset(code, Steps.NEW_PASSWORD + " " + turn.get(), seen));

    assertOne(outcomes);
    assertEquals(1, world.audited().stream().filter("password_reset"::equals).count());
  }

  @RepeatedTest(4)
  void wrongCodes_enteredConcurrently_areCheckedOnlyUpToTheLimit() {
    steps.verified(ADA);
    OpenSession pending = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
    String code = steps.code(ADA);
    Optional<Session> seen = steps.now(pending);

    List<Outcome<LoginOutcome>> outcomes =
        Together.run(THREADS, () -> node().loginByCode.confirm(Steps.wrong(code), seen));

    long lookedAt =
        outcomes.stream().filter(o -> !(rejection(o) instanceof Rejection.NotPending)).count();
    assertEquals(3, lookedAt);
    assertInstanceOf(
        Rejection.NotPending.class, rejection(world.loginByCode.confirm(code, steps.now(pending))));
  }

  @RepeatedTest(4)
  void correction_afterTheVerification_changesNothing() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String code = steps.code(ADA);
    Session seen = steps.now(pending).orElseThrow();

    List<Outcome<?>> outcomes =
        Together.<Outcome<?>>run(
            2,
            () ->
                turn.getAndIncrement() == 0
                    ? world.verification.verify(code, Optional.of(seen))
                    : other.verificationCodes.change(seen, "eve@example.org"));

    boolean verified =
        outcomes.stream()
            .filter(Outcomes::isDone)
            .anyMatch(o -> done(o) instanceof AddressVerification.Verified);
    if (verified) {
      assertTrue(
          outcomes.stream()
              .filter(o -> !Outcomes.isDone(o))
              .anyMatch(o -> rejection(o) instanceof Rejection.NotPending),
          outcomes::toString);
    } else {
      assertTrue(
          outcomes.stream().filter(Outcomes::isDone).anyMatch(o -> done(o) instanceof PendingCode),
          outcomes::toString);
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

  private static void assertOne(List<? extends Outcome<?>> outcomes) {
    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count(), outcomes::toString);
    outcomes.stream()
        .filter(o -> !Outcomes.isDone(o))
        .forEach(o -> assertEquals(new Rejection.NotPending(), rejection(o)));
  }
}
