package dev.latchkey.mfa.passkeys;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static dev.latchkey.mfa.passkeys.Browser.PARTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials where a second factor is required. */
class RequiredPasskeyTest {

  private static final String ADA = "ada@example.org";

  private final TestWorld world =
      TestWorld.with(
          "LATCHKEY_MFA_REQUIRED",
          "everyone",
          "MFA_SUPPORTED_TYPES",
          "recovery_codes,totp,webauthn",
          "MFA_PASSKEY_LOGIN_ENABLED",
          "true");
  private final Browser browser = new Browser();

  @AfterEach
  void close() {
    world.close();
  }

  private Session enrolling() {
    Session session =
        ((LoginOutcome.Pending)
                done(
                    world.login.byPassword(
                        LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty())))
            .session()
            .session();
    assertEquals(
        Optional.of("mfa_enroll"), world.stages.pendingFlow(session).map(flow -> flow.id()));
    return session;
  }

  private Session enrolled(boolean passwordless) {
    Session session = enrolling();
    JsonObject options = done(world.passkeys.begin(session, passwordless, PARTY));
    LoginOutcome outcome = done(world.passkeys.addInLogin(session, browser.create(options), PARTY));
    return assertInstanceOf(LoginOutcome.Complete.class, outcome).session().session();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void credential_addedInTheLogin_completesItWithoutBeingProven(boolean passwordless) {
    new Steps(world).verified(ADA);

    Session session = enrolled(passwordless);

    assertEquals(
        List.of("password"), session.state().methods().stream().map(p -> p.method()).toList());
    assertEquals(Map.of(), session.authentication().factors());
    assertEquals(
        List.of("recovery_codes", "webauthn"),
        world.authenticators.of(session.owner().id()).stream().map(a -> a.type().text()).toList());
  }

  @Test
  void passkey_addedInTheLogin_logsInAloneAfterwards() {
    new Steps(world).verified(ADA);
    enrolled(true);

    PasskeyLogin.Begun begun = done(world.passkeyLogin.begin(Optional.empty(), PARTY));
    LoginOutcome outcome =
        done(
            world.passkeyLogin.complete(
                begun.opened().map(open -> open.session()), browser.get(begun.options()), PARTY));

    Session session = assertInstanceOf(LoginOutcome.Complete.class, outcome).session().session();
    assertEquals(List.of("pop", "mfa"), session.authentication().methods());
    assertEquals("phr", session.authentication().level());
  }

  @Test
  void lastCredential_whileRequired_cannotBeRemoved_andTheOneBeforeCan() {
    new Steps(world).verified(ADA);
    Session session = enrolled(true);
    long first = world.authenticators.of(session.owner().id()).get(1).id();
    long second = browser.addTo(world, session, true).id();

    assertInstanceOf(
        Rejection.Conflict.class,
        rejection(world.passkeys.remove(session, List.of(first, second))));
    done(world.passkeys.remove(session, List.of(first)));
    assertInstanceOf(
        Rejection.Conflict.class, rejection(world.passkeys.remove(session, List.of(second))));
  }

  @Test
  void challenge_ofAnotherLogin_addsNothing() {
    new Steps(world).verified(ADA);
    Session one = enrolling();
    Session other = enrolling();
    JsonObject options = done(world.passkeys.begin(one, true, PARTY));

    assertInstanceOf(
        Rejection.Problems.class,
        rejection(world.passkeys.addInLogin(other, browser.create(options), PARTY)));
    assertEquals(0, world.count("authenticator"));
  }
}
