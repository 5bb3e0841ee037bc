package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.admin.AccountControl;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.Administrators;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.TokenFixture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was begun before an end does not outlive it: every kind of pending step, every kind of end.
 */
class PendingStepsTest {

  private static final String ADA = "ada@example.org";
  private static final String OTHER = "other@example.org";
  private static final Admin ADMIN = new Admin(1, 1);

  /** What is under way when the end comes. */
  enum Step {
    LOGIN_BY_CODE,
    CODE_AFTER_PASSWORD,
    RESET_CODE,
    CODE_FOR_ANOTHER_ADDRESS
  }

  /** What ends it. */
  enum End {
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    SESSIONS_ENDED_BY_ADMINISTRATOR,
    SESSIONS_ENDED_BY_OWNER,
    DEACTIVATED_AND_ACTIVATED,
    ADDRESS_REMOVED,
    ADDRESS_VERIFIED_BY_ANOTHER_ACCOUNT
  }

  private TestWorld world;
  private Steps steps;
  private Account account;

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Step.values())
        .flatMap(step -> Stream.of(End.values()).map(end -> Arguments.of(step, end)))
        .filter(a -> isPossible((Step) a.get()[0], (End) a.get()[1]));
  }

  /**
   * The code for another address waits in a session, which its owner ends or keeps. An address of
   * which a code can log in is verified by no other account, and is removed only once there is
   * another one.
   */
  private static boolean isPossible(Step step, End end) {
    return step != Step.CODE_FOR_ANOTHER_ADDRESS || end != End.SESSIONS_ENDED_BY_OWNER;
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void pendingStep_afterAnEnd_leadsNowhere(Step step, End end) {
    begin(step, end);
    Pending pending = begin(step);
    assertEquals(1, codesTo(pending.to));

    end(end, pending.to);

    assertFalse(completes(step, pending), "the code is typed");
    assertFalse(resends(step, pending), "another code is asked for");
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void pendingStep_withoutAnEnd_isCompleted(Step step) {
    begin(step, End.PASSWORD_CHANGED);
    assertTrue(completes(step, begin(step)));
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, names = "RESET_CODE", mode = EnumSource.Mode.EXCLUDE)
  void pendingStep_withoutAnEnd_isSentAnotherCode(Step step) {
    begin(step, End.PASSWORD_CHANGED);
    assertTrue(resends(step, begin(step)));
  }

  private record Pending(OpenSession session, String to, String code) {}

  private void begin(Step step, End end) {
    world =
        TestWorld.withJwt(
            Steps.settings(
                "ACCOUNT_LOGIN_BY_CODE_ENABLED",
                String.valueOf(step != Step.CODE_AFTER_PASSWORD),
                "ACCOUNT_LOGIN_BY_CODE_REQUIRED",
                String.valueOf(step == Step.CODE_AFTER_PASSWORD),
                "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND",
                "true",
                "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
                String.valueOf(step == Step.RESET_CODE),
                "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
                "true",
                "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND",
                "true",
                "ACCOUNT_EMAIL_VERIFICATION",
                "mandatory"));
    steps = new Steps(world);
    account = world.account(ADA);
    boolean staysUnproven = end == End.ADDRESS_VERIFIED_BY_ANOTHER_ACCOUNT;
    if (!staysUnproven) {
      steps.verify(account, ADA);
    }
    if (end == End.ADDRESS_REMOVED && step != Step.CODE_FOR_ANOTHER_ADDRESS) {
      steps.add(account, OTHER, true);
    }
  }

  private Pending begin(Step step) {
    return switch (step) {
      case LOGIN_BY_CODE ->
          pending(steps.pending(world.loginCodeRequest.request(ADA, Optional.empty())), ADA);
      case CODE_AFTER_PASSWORD -> pending(steps.pending(steps.logIn(ADA, TestWorld.PASSWORD)), ADA);
      case RESET_CODE ->
          pending(done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow(), ADA);
      case CODE_FOR_ANOTHER_ADDRESS -> {
        OpenSession session = world.open(account);
        world.managedAddresses.add(steps.now(session).orElseThrow(), "third@example.org");
        yield pending(session, "third@example.org");
      }
    };
  }

  private Pending pending(OpenSession session, String to) {
    return new Pending(session, to, steps.code(to));
  }

  private void end(End end, String to) {
    AccountControl control =
        new AccountControl(
            world.database,
            world.accounts,
            world.sessions,
            world.trustedDevices,
            world.erasure,
            TokenFixture.size(
                world.database, world.settings, world.addresses, world.tokens, List.of()),
            new Administrators(world.database, world.settings),
            world.audit);
    switch (end) {
      case PASSWORD_CHANGED -> {
        Session elsewhere = steps.now(world.open(account)).orElseThrow();
        world.passwordChange.change(elsewhere, TestWorld.PASSWORD, Steps.NEW_PASSWORD);
      }
      case PASSWORD_RESET ->
          world.database.transaction(
              () -> {
                Account now = world.accounts.lock(account.id()).orElseThrow();
                world.sessions.endAll(now);
                return world.accounts.beginEpoch(now.id(), now.tokenEpoch(), TestWorld.HASH);
              });
      case SESSIONS_ENDED_BY_ADMINISTRATOR -> control.endSessions(account.id(), ADMIN);
      case SESSIONS_ENDED_BY_OWNER -> {
        OpenSession another = world.open(account);
        world.ownSessions.end(account, List.of(another.session().id()));
      }
      case DEACTIVATED_AND_ACTIVATED -> {
        control.deactivate(account.id(), ADMIN);
        control.activate(account.id(), ADMIN);
      }
      case ADDRESS_REMOVED -> {
        if (to.equals(ADA)) {
          Session session = steps.now(world.open(account)).orElseThrow();
          world.managedAddresses.makePrimary(session, OTHER);
          done(world.managedAddresses.remove(session, ADA));
        } else {
          world.database.transaction(
              () -> {
                EmailAddress row = world.addresses.add(account, to, false);
                world.ownership.drop(row, null);
              });
        }
      }
      case ADDRESS_VERIFIED_BY_ANOTHER_ACCOUNT -> {
        Account another = world.account("another@example.org");
        steps.add(another, to, true);
      }
    }
  }

  private boolean completes(Step step, Pending pending) {
    Optional<Session> session = steps.now(pending.session);
    return switch (step) {
      case LOGIN_BY_CODE, CODE_AFTER_PASSWORD ->
          world.loginByCode.confirm(pending.code, session)
                  instanceof Outcome.Done<LoginOutcome> done
              && done.result() instanceof LoginOutcome.Complete;
      case RESET_CODE ->
          Outcomes.isDone(world.reset.reset(pending.code, Steps.NEW_PASSWORD, session));
      case CODE_FOR_ANOTHER_ADDRESS ->
          Outcomes.isDone(world.verification.verify(pending.code, session));
    };
  }

  /** Whether another code goes to the address. */
  private boolean resends(Step step, Pending pending) {
    long before = codesTo(pending.to);
    Optional<Session> session = steps.now(pending.session);
    switch (step) {
      case LOGIN_BY_CODE, CODE_AFTER_PASSWORD -> world.loginCodeResend.resend(session);
      case RESET_CODE -> {} // there is no resending: another reset is asked for
      case CODE_FOR_ANOTHER_ADDRESS -> world.verificationCodes.resend(session);
    }
    return codesTo(pending.to) > before;
  }

  private long codesTo(String email) {
    return world.mails().stream()
        .filter(
            m -> m.to().equals(email) && m.text().matches("(?s).*\\b[A-Z0-9]{4}-[A-Z0-9]{4}\\b.*"))
        .count();
  }
}
