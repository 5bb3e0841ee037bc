package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A user signs up with another person's address; then that person verifies it for the first time.
 */
class FirstProofTest {

  private static final String OWN = "boss@corp.example";
  private static final String STRANGE = "mal@evil.example";

  /** How the owner of the mailbox proves the address. */
  enum Way {
    RESET_BY_LINK,
    RESET_BY_CODE,
    LOGIN_CODE,
    LINK_OPENED_ELSEWHERE
  }

  /** What the first comer has left behind to get back in. */
  enum Leftover {
    PASSWORD,
    SESSION,
    REFRESH_TOKEN,
    PENDING_LOGIN,
    PENDING_RESET_CODE,
    PENDING_VERIFICATION_CODE,
    UNVERIFIED_ADDRESS,
    MAILED_VERIFICATION_LINK,
    MAILED_RESET_LINK,
    MAILED_RESET_LINK_OF_THE_ADDRESS,
    PHONE
  }

  /** A link opened elsewhere may come from the owner's second device: these stay. */
  private static final Set<Leftover> STAY_AFTER_A_LINK =
      EnumSet.of(
          Leftover.PASSWORD,
          Leftover.SESSION,
          Leftover.REFRESH_TOKEN,
          Leftover.PENDING_LOGIN,
          Leftover.PENDING_RESET_CODE);

  private TestWorld world;
  private Steps steps;
  private Account account;
  private OpenSession strangers;
  private String refreshToken;
  private String verificationKey;

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Way.values())
        .flatMap(way -> Stream.of(Leftover.values()).map(left -> Arguments.of(way, left)))
        .filter(a -> isPossible((Way) a.get()[0], (Leftover) a.get()[1]));
  }

  /** Codes and links of one kind exclude each other. */
  private static boolean isPossible(Way way, Leftover left) {
    boolean byLink =
        left == Leftover.MAILED_RESET_LINK || left == Leftover.MAILED_RESET_LINK_OF_THE_ADDRESS;
    return !(way == Way.RESET_BY_CODE && byLink)
        && !(way != Way.RESET_BY_CODE && left == Leftover.PENDING_RESET_CODE)
        && !(way == Way.LINK_OPENED_ELSEWHERE && left == Leftover.PENDING_VERIFICATION_CODE);
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void firstProof_endsAllAccessOfEarlierUsers(Way way, Leftover left) {
    begin(way, left);
    Attack attack = leave(left);

    prove(way);

    boolean stays = way == Way.LINK_OPENED_ELSEWHERE && STAY_AFTER_A_LINK.contains(left);
    assertEquals(stays, attack.works());
    assertEquals(List.of("boss@corp.example primary verified"), steps.addresses(account));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void firstProof_makesAnAdministratorOnlyWhereTheMailboxOpensTheAccount(Way way) {
    begin(way, Leftover.SESSION, "LATCHKEY_ADMIN_EMAILS", OWN);

    prove(way);

    Groups groups = new Groups(world.database, world.settings);
    assertEquals(
        way != Way.LINK_OPENED_ELSEWHERE,
        groups.of(account.id(), List.of()).contains(Groups.ADMIN));
  }

  @Test
  void reset_ofAnAddressThatALinkProved_removesAddressesProvenMeanwhile() {
    begin(Way.RESET_BY_LINK, Leftover.SESSION, "LATCHKEY_ADMIN_EMAILS", OWN);
    prove(Way.LINK_OPENED_ELSEWHERE);
    steps.add(account, STRANGE, true);

    prove(Way.RESET_BY_LINK);

    assertEquals(List.of("boss@corp.example primary verified"), steps.addresses(account));
    assertEquals(Optional.empty(), steps.now(strangers));
    assertTrue(
        new Groups(world.database, world.settings)
            .of(account.id(), List.of())
            .contains(Groups.ADMIN));
  }

  @Test
  void reset_ofAProvenAddress_leavesOtherProvenAddresses() {
    begin(Way.RESET_BY_LINK, Leftover.SESSION);
    prove(Way.RESET_BY_LINK);
    steps.add(account, "second@corp.example", true);

    prove(Way.RESET_BY_LINK);

    assertEquals(
        List.of("boss@corp.example primary verified", "second@corp.example verified"),
        steps.addresses(account));
  }

  @Test
  void linkOpenedInTheSessionOfItsSignUp_leavesEverything() {
    begin(Way.LINK_OPENED_ELSEWHERE, Leftover.SESSION, "LATCHKEY_ADMIN_EMAILS", OWN);
    steps.add(account, STRANGE, false);

    world.verification.verify(steps.verificationKey(OWN), steps.now(strangers));

    assertEquals(List.of("boss@corp.example primary verified", STRANGE), steps.addresses(account));
    assertEquals(
        Optional.of(AddressProof.LINK_IN_SESSION),
        world.addresses.find(account, OWN).orElseThrow().proof());
    assertTrue(steps.now(strangers).isPresent());
    assertTrue(
        new Groups(world.database, world.settings)
            .of(account.id(), List.of())
            .contains(Groups.ADMIN));
  }

  @Test
  void linkOpenedElsewhere_ofAnAccountWithAProvenAddress_isRejected() {
    begin(Way.LINK_OPENED_ELSEWHERE, Leftover.SESSION);
    world.managedAddresses.add(steps.now(strangers).orElseThrow(), STRANGE);
    String key = steps.verificationKey(STRANGE);
    steps.verify(account, OWN);

    assertEquals(
        Problem.with("key", "invalid_or_expired_key"),
        Outcomes.problem(world.verification.look(key, Optional.empty())));
    assertEquals(
        Problem.with("key", "invalid_or_expired_key"),
        Outcomes.problem(world.verification.verify(key, Optional.empty())));
    done(world.verification.verify(key, steps.now(strangers)));
  }

  @Test
  void suspendedPassword_provenInTheOwnersSession_isGivenBack() {
    begin(Way.LOGIN_CODE, Leftover.PASSWORD);
    OpenSession pending = steps.pending(world.loginCodeRequest.request(OWN, Optional.empty()));
    OpenSession owners =
        steps.complete(world.loginByCode.confirm(steps.code(OWN), steps.now(pending))).session();
    assertInstanceOf(Rejection.Problems.class, rejection(steps.logIn(OWN, TestWorld.PASSWORD)));

    done(world.reauthentication.byPassword(steps.now(owners).orElseThrow(), TestWorld.PASSWORD));

    steps.complete(steps.logIn(OWN, TestWorld.PASSWORD));
  }

  @Test
  void suspendedPassword_enteredInASession_canBeChanged() {
    begin(Way.LOGIN_CODE, Leftover.PASSWORD);
    OpenSession pending = steps.pending(world.loginCodeRequest.request(OWN, Optional.empty()));
    OpenSession owners =
        steps.complete(world.loginByCode.confirm(steps.code(OWN), steps.now(pending))).session();

    assertInstanceOf(
        Rejection.Problems.class,
        rejection(
            world.passwordChange.change(
                steps.now(owners).orElseThrow(), "another-one-9", Steps.NEW_PASSWORD)));
    world.passwordChange.change(
        steps.now(owners).orElseThrow(), TestWorld.PASSWORD, Steps.NEW_PASSWORD);

    steps.complete(steps.logIn(OWN, Steps.NEW_PASSWORD));
  }

  @Test
  void loginCodeAfterAPassword_leavesThePassword() {
    world = TestWorld.withJwt(Steps.settings("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true"));
    steps = new Steps(world);
    account = world.account(OWN);
    OpenSession pending = steps.pending(steps.logIn(OWN, TestWorld.PASSWORD));

    steps.complete(world.loginByCode.confirm(steps.code(OWN), steps.now(pending)));

    assertFalse(world.accounts.find(account.id()).orElseThrow().isPasswordSuspended());
    assertTrue(steps.isVerified(account, OWN));
  }

  private void begin(Way way, Leftover left, String... more) {
    boolean byCode = left == Leftover.PENDING_VERIFICATION_CODE;
    String[] settings = {
      "LATCHKEY_MFA_REQUIRED",
      "nobody",
      "ACCOUNT_LOGIN_BY_CODE_ENABLED",
      "true",
      "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
      String.valueOf(way == Way.RESET_BY_CODE),
      "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
      String.valueOf(byCode),
      "ACCOUNT_EMAIL_VERIFICATION",
      byCode ? "mandatory" : "optional",
      "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE",
      String.valueOf(byCode)
    };
    world =
        TestWorld.withJwt(
            Steps.settings(
                Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new)));
    steps = new Steps(world);
    Outcome<LoginOutcome> signedUp = steps.signUp(OWN);
    account = world.addresses.candidates(OWN).get(0).account();
    if (byCode) {
      strangers = steps.pending(signedUp);
      return;
    }
    strangers = steps.complete(signedUp).session();
    refreshToken = steps.complete(signedUp).tokens().get("refresh_token");
    verificationKey = steps.verificationKey(OWN);
  }

  private interface Attack {
    boolean works();
  }

  private Attack leave(Leftover left) {
    return switch (left) {
      case PASSWORD -> () -> Outcomes.isDone(steps.logIn(OWN, TestWorld.PASSWORD));
      case SESSION -> () -> steps.now(strangers).isPresent();
      case REFRESH_TOKEN -> () -> world.strategy.refresh(refreshToken).isPresent();
      case PENDING_LOGIN -> {
        OpenSession pending = steps.pending(world.loginCodeRequest.request(OWN, Optional.empty()));
        yield () -> steps.now(pending).isPresent();
      }
      case PENDING_RESET_CODE -> {
        OpenSession pending = requestResetCode(STRANGE);
        String code = steps.code(STRANGE);
        yield () -> Outcomes.isDone(world.reset.look(code, steps.now(pending)));
      }
      case PENDING_VERIFICATION_CODE -> {
        world.verificationCodes.change(steps.now(strangers).orElseThrow(), STRANGE);
        String code = steps.code(STRANGE);
        yield () -> Outcomes.isDone(world.verification.verify(code, steps.now(strangers)));
      }
      case UNVERIFIED_ADDRESS -> {
        steps.add(account, STRANGE, false);
        yield () -> steps.addresses(account).contains(STRANGE) || isMailedAReset(STRANGE);
      }
      case MAILED_VERIFICATION_LINK -> {
        world.managedAddresses.add(steps.now(strangers).orElseThrow(), STRANGE);
        String key = steps.verificationKey(STRANGE);
        yield () -> Outcomes.isDone(world.verification.verify(key, steps.now(strangers)));
      }
      case MAILED_RESET_LINK -> mailedResetLink(STRANGE);
      case MAILED_RESET_LINK_OF_THE_ADDRESS -> mailedResetLink(OWN);
      case PHONE -> {
        world.attribute(account, "phone", "+4915112345678");
        yield () -> world.accounts.attributes(account).containsKey("phone");
      }
    };
  }

  private Attack mailedResetLink(String email) {
    if (email.equals(STRANGE)) {
      steps.add(account, STRANGE, false);
    }
    world.resetRequest.request(email, Optional.empty());
    String key = steps.resetKey(email);
    return () -> Outcomes.isDone(world.reset.look(key, Optional.empty()));
  }

  private OpenSession requestResetCode(String email) {
    steps.add(account, email, false);
    return done(world.resetRequest.request(email, Optional.empty())).orElseThrow();
  }

  private boolean isMailedAReset(String email) {
    long before = world.mails().size();
    world.resetRequest.request(email, Optional.empty());
    assertEquals(before + 1, world.mails().size(), "an unknown address is written to as well");
    return !world.mailTo(email).text().contains("no account");
  }

  private void prove(Way way) {
    switch (way) {
      case RESET_BY_LINK -> {
        world.resetRequest.request(OWN, Optional.empty());
        done(world.reset.reset(steps.resetKey(OWN), Steps.NEW_PASSWORD, Optional.empty()));
      }
      case RESET_BY_CODE -> {
        OpenSession session = done(world.resetRequest.request(OWN, Optional.empty())).orElseThrow();
        done(world.reset.reset(steps.code(OWN), Steps.NEW_PASSWORD, steps.now(session)));
      }
      case LOGIN_CODE -> {
        OpenSession session = steps.pending(world.loginCodeRequest.request(OWN, Optional.empty()));
        LoginOutcome.Complete complete =
            steps.complete(world.loginByCode.confirm(steps.code(OWN), steps.now(session)));
        assertTrue(steps.now(complete.session()).isPresent());
        assertTrue(world.accounts.find(account.id()).orElseThrow().isPasswordSuspended());
      }
      case LINK_OPENED_ELSEWHERE ->
          done(world.verification.verify(verificationKey, Optional.empty()));
    }
  }
}
