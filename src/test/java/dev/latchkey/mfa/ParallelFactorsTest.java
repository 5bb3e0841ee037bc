package dev.latchkey.mfa;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** One code, used by 32 threads on two nodes: exactly one use succeeds. */
class ParallelFactorsTest {

  private static final String ADA = "ada@example.org";
  private static final int THREADS = 32;
  private static final String[] SHOWN_ONCE = {"MFA_RECOVERY_CODES_SHOW_ONCE", "true"};

  private final TestWorld world = TestWorld.with(SHOWN_ONCE);
  private final TestWorld other = world.secondNode(SHOWN_ONCE);
  private final AtomicInteger turn = new AtomicInteger();
  private final Session owner = world.open(new Steps(world).verified(ADA)).session();

  @AfterEach
  void close() {
    other.close();
    world.close();
  }

  private TestWorld node() {
    return turn.getAndIncrement() % 2 == 0 ? world : other;
  }

  private Session pending() {
    return ((LoginOutcome.Pending)
            done(
                world.login.byPassword(
                    LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty())))
        .session()
        .session();
  }

  private static void assertOne(List<? extends Outcome<?>> outcomes) {
    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count(), outcomes::toString);
  }

  @RepeatedTest(2)
  void totpCode_inOnePendingLogin_logsInOnce() {
    TestApp app = TestApp.addedTo(world, owner);
    Optional<Session> session = Optional.of(pending());
    String code = app.code();

    assertOne(Together.run(THREADS, () -> node().secondFactors.authenticate(code, session)));
  }

  @RepeatedTest(2)
  void totpCode_inManyPendingLogins_logsInOnce() {
    TestApp app = TestApp.addedTo(world, owner);
    assertOne(inManyLogins(app.code()));
  }

  @RepeatedTest(2)
  void recoveryCode_inManyPendingLogins_logsInOnce() {
    TestApp.addedTo(world, owner);
    assertOne(inManyLogins(done(world.recoveryCodes.show(owner)).unused().orElseThrow().get(3)));
  }

  @RepeatedTest(2)
  void recoveryCodes_shownOnce_areShownToOneRequest() {
    TestApp.addedTo(world, owner);

    List<Outcome<CodeSet>> shown = Together.run(THREADS, () -> node().recoveryCodes.show(owner));

    assertEquals(1, shown.stream().filter(o -> done(o).unused().isPresent()).count());
  }

  @RepeatedTest(2)
  void enrollment_completedConcurrently_addsOneFactor() {
    String code = new TestApp(world, done(world.totp.begin(owner)).secret()).code();

    assertOne(Together.run(THREADS, () -> node().totp.complete(owner, code)));

    assertEquals(2, world.count("authenticator"), "the app and the recovery codes");
  }

  /** Both in login and in reauthentication. */
  private List<? extends Outcome<?>> inManyLogins(String code) {
    Queue<Session> sessions =
        new ConcurrentLinkedQueue<>(
            Stream.concat(
                    IntStream.range(0, THREADS / 2).mapToObj(i -> pending()),
                    IntStream.range(0, THREADS / 2)
                        .mapToObj(i -> world.open(owner.owner()).session()))
                .toList());
    return Together.<Outcome<?>>run(
        THREADS,
        () -> {
          Session session = sessions.remove();
          return session.isAuthenticated()
              ? node().secondFactors.reauthenticate(session, code)
              : node().secondFactors.authenticate(code, Optional.of(session));
        });
  }
}
