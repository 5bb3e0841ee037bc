package dev.latchkey.flows.login;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.isDone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Steps;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.persistence.FullDisk;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * While the database cannot store what follows from a credential: a right one does not count as a
 * failure, a wrong one does.
 */
class RightCredentialsInAnOutageTest {

  private static final String ADA = "ada@example.org";
  private static final String WRONG = "not the password";
  private static final int LIMIT = 3;

  /** A credential, and guesses at it that are repeated with one session. */
  enum Way {
    PASSWORD,
    LOGIN_CODE,
    RESET_CODE,
    TOTP_CODE,
    TOTP_CODE_AGAIN,
    RECOVERY_CODE,
    CURRENT_PASSWORD
  }

  private final TestWorld world =
      TestWorld.with(
          Steps.settings(
              "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true",
              "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS", "99",
              "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
              "ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS", "99",
              "ACCOUNT_RATE_LIMITS_ENABLED", "true",
              "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", LIMIT + "/300s/user",
              "ACCOUNT_RATE_LIMITS_LOGIN", "false",
              "ACCOUNT_RATE_LIMITS_LOGIN_FAILED", LIMIT + "/m/key",
              "ACCOUNT_RATE_LIMITS_REAUTHENTICATE", "false",
              "ACCOUNT_RATE_LIMITS_RESET_PASSWORD_FROM_KEY", "false"));
  private final Steps steps = new Steps(world);
  private final Account ada = steps.verified(ADA);
  private final OpenSession session = world.open(ada);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD, session",
    "PASSWORD, account",
    "PASSWORD, audit_event",
    "LOGIN_CODE, session",
    "LOGIN_CODE, account",
    "LOGIN_CODE, audit_event",
    "RESET_CODE, account",
    "RESET_CODE, audit_event",
    "TOTP_CODE, session",
    "TOTP_CODE, authenticator",
    "TOTP_CODE, audit_event",
    "TOTP_CODE_AGAIN, session",
    "TOTP_CODE_AGAIN, authenticator",
    "RECOVERY_CODE, authenticator",
    "RECOVERY_CODE, audit_event"
  })
  void rightCredential_whoseConsequencesAreNotStored_isNoFailure(Way way, String table) {
    Guesses guesses = guesses(way);
    try (FullDisk disk = FullDisk.under(world.database, table)) {
      for (int i = 0; i < 2 * LIMIT; i++) {
        assertThrows(DatabaseUnavailable.class, guesses.right::get, "attempt " + i);
      }
    }

    assertTrue(isDone(guesses.right.get()));
    assertEquals(0, hits());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void wrongCredential_whoseEventIsNotStored_staysCounted(Way way) {
    Guesses guesses = guesses(way);
    try (FullDisk disk = FullDisk.under(world.database, "audit_event")) {
      for (int i = 0; i < LIMIT; i++) {
        assertThrows(DatabaseUnavailable.class, guesses.wrong::get, "attempt " + i);
      }
    }

    assertFalse(isDone(guesses.right.get()));
    assertTrue(hits() >= LIMIT);
  }

  @Test
  void rightCurrentPassword_whoseCountIsNotSubtracted_isNoFailure() {
    Guesses guesses = guesses(Way.CURRENT_PASSWORD);
    try (FullDisk disk = FullDisk.underUpdatesOf(world.database, "rate_counter")) {
      assertThrows(DatabaseUnavailable.class, guesses.right::get);
    }
    for (int i = 0; i < LIMIT - 1; i++) {
      guesses.wrong.get();
    }

    assertTrue(isDone(guesses.right.get()));
    assertEquals(LIMIT - 1, hits());
  }

  @Test
  void rightCurrentPassword_whoseConsequencesAreNotStored_isNoFailure() {
    Guesses guesses = guesses(Way.CURRENT_PASSWORD);
    try (FullDisk disk = FullDisk.under(world.database, "session")) {
      for (int i = 0; i < 2 * LIMIT; i++) {
        assertThrows(DatabaseUnavailable.class, guesses.right::get, "attempt " + i);
      }
    }

    assertTrue(isDone(guesses.right.get()));
    assertEquals(0, hits());
  }

  private record Guesses(Supplier<Outcome<?>> right, Supplier<Outcome<?>> wrong) {}

  private Guesses guesses(Way way) {
    return switch (way) {
      case PASSWORD ->
          new Guesses(() -> steps.logIn(ADA, TestWorld.PASSWORD), () -> steps.logIn(ADA, WRONG));
      case LOGIN_CODE -> {
        OpenSession pending = steps.pending(world.loginCodeRequest.request(ADA, Optional.empty()));
        String code = steps.code(ADA);
        yield new Guesses(
            () -> world.loginByCode.confirm(code, steps.now(pending)),
            () -> world.loginByCode.confirm(Steps.wrong(code), steps.now(pending)));
      }
      case RESET_CODE -> {
        OpenSession pending = done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow();
        String code = steps.code(ADA);
        yield new Guesses(() -> reset(code, pending), () -> reset(Steps.wrong(code), pending));
      }
      case TOTP_CODE -> {
        TestApp app = TestApp.addedTo(world, now());
        Optional<Session> pending = pending();
        yield new Guesses(
            () -> world.secondFactors.authenticate(app.code(), pending),
            () -> world.secondFactors.authenticate(app.wrong(), pending));
      }
      case TOTP_CODE_AGAIN -> {
        TestApp app = TestApp.addedTo(world, now());
        yield new Guesses(
            () -> world.secondFactors.reauthenticate(now(), app.code()),
            () -> world.secondFactors.reauthenticate(now(), app.wrong()));
      }
      case RECOVERY_CODE -> {
        TestApp.addedTo(world, now());
        String code = done(world.recoveryCodes.generate(now())).unused().orElseThrow().get(0);
        Optional<Session> pending = pending();
        yield new Guesses(
            () -> world.secondFactors.authenticate(code, pending),
            () -> world.secondFactors.authenticate(Steps.wrong(code), pending));
      }
      case CURRENT_PASSWORD ->
          new Guesses(
              () -> world.reauthentication.byPassword(now(), TestWorld.PASSWORD),
              () -> world.reauthentication.byPassword(now(), WRONG));
    };
  }

  private Outcome<?> reset(String code, OpenSession pending) {
    return world.reset.reset(code, Steps.NEW_PASSWORD, steps.now(pending));
  }

  private Optional<Session> pending() {
    return steps.now(
        steps.pending(
            world.login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty())));
  }

  private Session now() {
    return world.sessions.find(session.token()).orElseThrow();
  }

  /** How many failures are counted. */
  private long hits() {
    Object sum =
        world
            .database
            .entities()
            .createNativeQuery(
                "SELECT COALESCE(SUM(hits), 0) FROM rate_counter WHERE limit_name LIKE '%FAILED%'")
            .getSingleResult();
    return ((Number) sum).longValue();
  }
}
