package dev.latchkey.mfa;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.admin.Admin;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.settings.types.LoginMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Factors that others than the user remove. */
class RemovedFactorsTest {

  private static final String ADA = "ada@example.org";

  @Test
  void factorOfAFormerUser_doesNotLockOutTheOwnerOfTheAddress() {
    try (TestWorld world =
        TestWorld.with(
            "MFA_ALLOW_UNVERIFIED_EMAIL", "true", "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true")) {
      Account account = world.account(ADA);
      TestApp.addedTo(world, world.open(account).session());
      LoginOutcome.Pending asked =
          (LoginOutcome.Pending) done(world.loginCodeRequest.request(ADA, Optional.empty()));

      LoginOutcome outcome =
          done(
              world.loginByCode.confirm(
                  world.mailTo(ADA).code(), Optional.of(asked.session().session())));

      assertInstanceOf(LoginOutcome.Complete.class, outcome);
      assertEquals(List.of(), world.authenticators.of(account.id()));
    }
  }

  @Test
  void factors_removedByAnAdministrator_areNoLongerAskedFor() {
    try (TestWorld world = TestWorld.with("ACCOUNT_EMAIL_NOTIFICATIONS", "true")) {
      Account account = new Steps(world).verified(ADA);
      TestApp.addedTo(world, world.open(account).session());
      LoginOutcome.Pending waiting =
          (LoginOutcome.Pending)
              done(
                  world.login.byPassword(
                      LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty()));
      Admin admin = new Admin(1, 2);

      assertEquals(2, world.factorControl.list(account.id(), admin).orElseThrow().size());
      assertTrue(world.factorControl.removeAll(account.id(), admin));

      assertEquals(Optional.of(List.of()), world.factorControl.list(account.id(), admin));
      assertEquals(Optional.empty(), world.sessions.find(waiting.session().token()));
      assertTrue(world.logIn(ADA).session().session().isAuthenticated());
      assertTrue(
          world
              .audited()
              .containsAll(List.of("admin_listed_authenticators", "admin_removed_authenticators")));
      assertTrue(world.mailTo(ADA).subject().contains("second factor"), world.mails()::toString);
    }
  }

  @Test
  void factorsOfAnUnknownAccount_areNotFound() {
    try (TestWorld world = TestWorld.with()) {
      Admin admin = new Admin(1, 2);

      assertEquals(Optional.empty(), world.factorControl.list(77, admin));
      assertFalse(world.factorControl.removeAll(77, admin));
    }
  }
}
