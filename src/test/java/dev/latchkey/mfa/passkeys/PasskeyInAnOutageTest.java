package dev.latchkey.mfa.passkeys;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.isDone;
import static dev.latchkey.mfa.passkeys.Browser.PARTY;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Steps;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.persistence.FullDisk;
import dev.latchkey.sessions.Session;
import dev.latchkey.webauthn.AuthenticationResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Second factors with a passkey while the database cannot store what follows. */
class PasskeyInAnOutageTest {

  private static final String ADA = "ada@example.org";
  private static final int LIMIT = 3;

  private final TestWorld world =
      TestWorld.with(
          "MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn",
          "ACCOUNT_RATE_LIMITS_ENABLED", "true",
          "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", LIMIT + "/300s/user");
  private final Steps steps = new Steps(world);
  private final Browser browser = new Browser();
  private Optional<Session> pending;

  @BeforeEach
  void logIn() {
    browser.addTo(world, world.open(steps.verified(ADA)).session(), false);
    pending = steps.now(steps.pending(steps.logIn(ADA, TestWorld.PASSWORD)));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "authenticator", "audit_event"})
  void validResponse_whoseConsequencesAreNotStored_isNoFailure(String table) {
    AuthenticationResponse response = answer();
    try (FullDisk disk = FullDisk.under(world.database, table)) {
      for (int i = 0; i < 2 * LIMIT; i++) {
        assertThrows(DatabaseUnavailable.class, () -> isValid(response), "attempt " + i);
      }
    }

    assertTrue(isValid(response));
  }

  @Test
  void invalidResponse_whoseEventIsNotStored_staysCounted() {
    AuthenticationResponse toAnEarlierChallenge = answer();
    AuthenticationResponse response = answer();
    try (FullDisk disk = FullDisk.under(world.database, "audit_event")) {
      for (int i = 0; i < LIMIT; i++) {
        assertThrows(
            DatabaseUnavailable.class, () -> isValid(toAnEarlierChallenge), "attempt " + i);
      }
    }

    assertFalse(isValid(response));
  }

  private AuthenticationResponse answer() {
    return browser.get(done(world.passkeyFactor.beginLogin(pending, PARTY)));
  }

  private boolean isValid(AuthenticationResponse response) {
    return isDone(world.passkeyFactor.authenticate(pending, response, PARTY));
  }
}
