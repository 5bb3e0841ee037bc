package dev.latchkey.mfa.trust;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.mfa.trust.Device.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Trust that many threads give, use and end, on two nodes. */
class ParallelTrustTest {

  private static final String ADA = "ada@example.org";
  private static final int THREADS = 32;
  private static final String[] TRUST = {"MFA_TRUST_ENABLED", "true"};

  private final TestWorld world = TestWorld.with(TRUST);
  private final TestWorld other = world.secondNode(TRUST);
  private final AtomicInteger turn = new AtomicInteger();
  private final Session owner = world.open(new Steps(world).verified(ADA)).session();
  private final TestApp app = TestApp.addedTo(world, owner);

  @AfterEach
  void close() {
    other.close();
    world.close();
  }

  private TestWorld node() {
    return turn.getAndIncrement() % 2 == 0 ? world : other;
  }

  @RepeatedTest(2)
  void decision_takenConcurrently_isTakenOnce() {
    Device browser = Device.browser(world);
    Optional<Session> asked = Optional.of(session(browser.logIn(ADA, app)));

    List<Outcome<BrowserTrust.Decided>> outcomes =
        Together.run(THREADS, () -> browser.request(() -> node().browserTrust.decide(true, asked)));

    assertEquals(
        1,
        outcomes.stream().filter(outcome -> Outcomes.isDone(outcome)).count(),
        outcomes::toString);
    assertEquals(1, world.count("trusted_device"));
  }

  @RepeatedTest(2)
  void apps_askingConcurrently_areEachTrusted_upToTheMost() {
    Session session = session(Device.app(world).logIn(ADA, app));

    List<DeviceTokens> tokens =
        Together.run(
            THREADS, () -> Device.app(world).request(() -> done(node().appTrust.trust(session))));

    assertEquals(THREADS, world.count("trusted_device"));
    for (DeviceTokens each : tokens) {
      assertEquals(Optional.empty(), Device.app(world).with(each).owedBy(ADA));
    }
    Together.run(
        THREADS, () -> Device.app(world).request(() -> done(node().appTrust.trust(session))));
    assertEquals(TrustedDevices.MOST, world.count("trusted_device"));
  }

  /** A login that completes while trust ends was before it; none completes after it. */
  @RepeatedTest(2)
  void removal_whileLoggingIn_leavesNoTrust() {
    Device browser = Device.browser(world);
    Session trusted = browser.trusted(ADA, app);
    List<Long> ids = world.ownDevices.list(owner.owner()).stream().map(TrustedDevice::id).toList();

    List<Boolean> complete =
        Together.run(
            16,
            () -> {
              int mine = turn.getAndIncrement();
              if (mine == 8) {
                done(other.ownDevices.remove(trusted, ids));
                return false;
              }
              return browser.logIn(mine % 2 == 0 ? world : other, ADA)
                  instanceof LoginOutcome.Complete;
            });

    assertTrue(complete.contains(false));
    assertEquals(Optional.of("mfa_authenticate"), browser.owedBy(ADA));
    assertEquals(0, world.count("trusted_device"));
  }

  @RepeatedTest(2)
  void passwordChange_whileAsking_leavesNoTrust() {
    Session session = session(Device.app(world).logIn(ADA, app));

    Together.run(
        8,
        () -> {
          if (turn.getAndIncrement() == 3) {
            done(world.passwordChange.change(owner, TestWorld.PASSWORD, Steps.NEW_PASSWORD));
          } else {
            Device.app(world).request(() -> other.appTrust.trust(session));
          }
          return true;
        });

    assertEquals(
        List.of(), world.trustedDevices.of(world.accounts.find(owner.owner().id()).orElseThrow()));
  }
}
