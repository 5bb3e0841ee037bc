package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.isDone;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An unverified address on an account that has a verified one. */
class UnprovenAddressTest {

  private static final String PROVEN = "ada@example.org";
  private static final String TYPO = "adaa@example.org";

  /** The ways into an account by one of its addresses. */
  enum Way {
    PASSWORD,
    LOGIN_CODE,
    CODE_AFTER_PASSWORD,
    RESET_LINK,
    RESET_CODE
  }

  private TestWorld world;
  private Steps steps;
  private Account account;

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void unprovenAddress_ofAnAccountWithAProvenOne_opensNothing(Way way) {
    begin(way);
    steps.add(account, TYPO, false);

    assertFalse(opens(way, TYPO));
    assertTrue(opens(way, PROVEN), "the proven one does");
  }

  @ParameterizedTest
  @EnumSource(value = Way.class, names = "CODE_AFTER_PASSWORD", mode = EnumSource.Mode.EXCLUDE)
  void unprovenAddress_ofAnAccountWithoutAProvenOne_opensIt(Way way) {
    begin(way);
    Account other = world.account(TYPO);

    assertTrue(opens(way, TYPO));
    assertFalse(other.id().equals(account.id()));
  }

  @Test
  void resetLink_mailedBeforeAnotherAddressWasProven_isVoid() {
    begin(Way.RESET_LINK);
    Account other = world.account(TYPO);
    world.resetRequest.request(TYPO, Optional.empty());
    String key = steps.resetKey(TYPO);
    steps.add(other, "second@example.org", true);

    assertInstanceOf(Rejection.Problems.class, rejection(world.reset.look(key, Optional.empty())));
  }

  @Test
  void unprovenExtra_ofAnAccountWithAProvenOne_isFreeToSignUpWith() {
    begin(Way.PASSWORD);
    steps.add(account, TYPO, false);

    LoginOutcome.Complete signedUp = steps.complete(steps.signUp(TYPO));

    Account owner = signedUp.session().session().account();
    steps.verify(owner, TYPO);
    assertEquals("adaa@example.org primary verified", steps.addresses(owner).get(0));
    assertEquals("ada@example.org primary verified", String.join(",", steps.addresses(account)));
  }

  private void begin(Way way) {
    world =
        TestWorld.withJwt(
            Steps.settings(
                "ACCOUNT_LOGIN_BY_CODE_ENABLED",
                String.valueOf(way == Way.LOGIN_CODE),
                "ACCOUNT_LOGIN_BY_CODE_REQUIRED",
                String.valueOf(way == Way.CODE_AFTER_PASSWORD),
                "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
                String.valueOf(way == Way.RESET_CODE)));
    steps = new Steps(world);
    account = steps.verified(PROVEN);
  }

  /** Whether the address opens an account; judged by what is mailed there, where something is. */
  private boolean opens(Way way, String email) {
    return switch (way) {
      case PASSWORD -> isDone(steps.logIn(email, TestWorld.PASSWORD));
      case LOGIN_CODE -> {
        world.loginCodeRequest.request(email, Optional.empty());
        yield isMailedACode(email);
      }
      case CODE_AFTER_PASSWORD ->
          steps.logIn(email, TestWorld.PASSWORD) instanceof Outcome.Done<LoginOutcome> login
              && login.result() instanceof LoginOutcome.Pending
              && isMailedACode(email);
      case RESET_LINK -> {
        world.resetRequest.request(email, Optional.empty());
        yield world.mailTo(email).text().contains("/reset/");
      }
      case RESET_CODE -> {
        OpenSession session =
            done(world.resetRequest.request(email, Optional.empty())).orElseThrow();
        yield isMailedACode(email) && steps.now(session).isPresent();
      }
    };
  }

  private boolean isMailedACode(String email) {
    return world.mailTo(email).text().matches("(?s).*\\n\\s*[A-Z0-9]{4}-[A-Z0-9]{4}\\s*\\n.*");
  }
}
