package dev.latchkey.flows.login;

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
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginStagesTest {

  private static final String ADA = "ada@example.org";
  private static final String[] BOTH =
      Steps.settings(
          "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
          "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true",
          "ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password");

  private TestWorld world = TestWorld.withJwt(BOTH);
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void pendingLogin_hasASessionWithoutAccountAndTokens() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    Session session = steps.now(pending).orElseThrow();
    assertFalse(session.isAuthenticated());
    assertEquals(Optional.of("verify_email"), steps.owes(pending));
    assertEquals(0, world.count("refresh_token"));
    assertFalse(world.audited().contains("logged_in"));
  }

  @Test
  void completion_replacesTheToken() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    LoginOutcome.Complete complete = verify(pending);

    assertNotEquals(pending.token(), complete.session().token());
    assertTrue(steps.now(pending).isEmpty());
    assertEquals(Set.of("access_token", "refresh_token"), complete.tokens().keySet());
    assertTrue(steps.now(complete.session()).orElseThrow().isAuthenticated());
    assertEquals(1, world.count("session"));
  }

  @Test
  void code_precedesTheVerificationAndVerifiesTheAddress() {
    Account account = world.account(ADA);

    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    assertEquals(Optional.of("login_by_code"), steps.owes(pending));
    LoginOutcome.Complete complete = steps.complete(confirm(pending, steps.code(ADA)));

    assertTrue(steps.isVerified(account, ADA));
    assertEquals(
        List.of("password", "code"),
        complete.session().session().state().methods().stream().map(m -> m.method()).toList());
  }

  @Test
  void signUp_needsNoLoginCode() {
    assertEquals(Optional.of("verify_email"), steps.owes(steps.pending(steps.signUp(ADA))));
  }

  @Test
  void stage_ofAnApplication_beginsOnce() {
    world.close();
    Owed owed = new Owed();
    world = TestWorld.withStages(List.of(owed));
    steps = new Steps(world);
    world.account(ADA);

    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    assertEquals(Optional.of("phone"), steps.owes(pending));
    assertEquals(1, owed.begun);
  }

  @Test
  void pendingLogin_afterItsLifetime_ends() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    world.clock.advance(Duration.ofSeconds(899));
    assertEquals(Optional.of("verify_email"), steps.owes(pending));

    world.clock.advance(Duration.ofSeconds(1));

    assertEquals(Optional.empty(), steps.owes(pending));
    Outcome<AddressVerification.Verified> outcome =
        world.verification.verify(steps.code(ADA), steps.now(pending));
    assertInstanceOf(Rejection.NotPending.class, rejection(outcome));
  }

  @Test
  void pendingLogin_afterAPasswordChange_ends() {
    Account account = steps.verified(ADA);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    String code = steps.code(ADA);
    Session elsewhere = steps.now(world.open(account)).orElseThrow();
    world.passwordChange.change(elsewhere, TestWorld.PASSWORD, Steps.NEW_PASSWORD);

    assertEquals(
        new Rejection.NotPending(), rejection(world.loginByCode.confirm(code, steps.now(pending))));
    assertEquals(Optional.empty(), steps.owes(pending));
    assertEquals(Optional.empty(), steps.now(pending));
  }

  @Test
  void pendingLogin_ofADeactivatedAccount_ends() {
    Account account = steps.verified(ADA);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    world.deactivate(account);

    assertEquals(
        new Rejection.NotPending(),
        rejection(world.loginByCode.confirm(steps.code(ADA), steps.now(pending))));
  }

  @Test
  void login_replacesTheClientsSession() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    OpenSession next =
        steps.pending(
            world.login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, steps.now(pending)));

    assertTrue(steps.now(pending).isEmpty());
    assertTrue(steps.now(next).isPresent());
  }

  private LoginOutcome.Complete verify(OpenSession pending) {
    Outcome<AddressVerification.Verified> outcome =
        world.verification.verify(steps.code(ADA), steps.now(pending));
    return steps.complete(done(outcome).login().orElseThrow());
  }

  private Outcome<LoginOutcome> confirm(OpenSession pending, String code) {
    return world.loginByCode.confirm(code, steps.now(pending));
  }

  /** A stage that is owed always. */
  private static final class Owed implements LoginStage {

    private int begun;

    @Override
    public String flow() {
      return "phone";
    }

    @Override
    public int order() {
      return 300;
    }

    @Override
    public boolean isOwed(Account account, PendingLogin login) {
      return true;
    }

    @Override
    public void begin(Session session, Account account, PendingLogin login) {
      begun++;
    }
  }
}
