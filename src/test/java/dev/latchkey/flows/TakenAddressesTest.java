package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.login.CurrentPassword;
import dev.latchkey.flows.login.PasswordMethod;
import dev.latchkey.flows.login.Reauthentication;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of two people that meet at one address or one account. */
class TakenAddressesTest {

  private static final String X = "someone.else@example.org";
  private static final String Y = "ada@example.org";

  private TestWorld world;
  private Steps steps;

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void addressList_afterAddingAFreeOrATakenAddressFirst_looksTheSame(String onlyOne) {
    List<List<String>> seen = new ArrayList<>();
    for (boolean taken : new boolean[] {false, true}) {
      begin("ACCOUNT_CHANGE_EMAIL", onlyOne);
      if (taken) {
        steps.verified(X);
      }
      Account account = world.account("ada", null, TestWorld.HASH);
      OpenSession session = world.open(account);
      List<String> lists = new ArrayList<>();
      for (String email : List.of(X, Y, "third@example.org")) {
        world.clock.advance(Duration.ofMinutes(10));
        world.managedAddresses.add(steps.now(session).orElseThrow(), email);
        lists.add(listed(session));
      }
      world.verification.verify(steps.verificationKey("third@example.org"), steps.now(session));
      lists.add(listed(session));
      seen.add(lists);
      world.close();
    }
    assertEquals(seen.get(0), seen.get(1));
  }

  @Test
  void newPassword_likeAFreeOrATakenAddress_isRejectedAlike() {
    List<Integer> problems = new ArrayList<>();
    for (boolean taken : new boolean[] {false, true}) {
      begin();
      if (taken) {
        steps.verified(X);
      }
      Account account = world.account("ada", null, TestWorld.HASH);
      world.managedAddresses.add(steps.now(world.open(account)).orElseThrow(), X);
      problems.add(Outcomes.problems(world.newPassword.hash("password", X, account)).size());
      world.close();
    }
    assertEquals(List.of(1, 1), problems);
  }

  @Test
  void freeAddress_addedByManyAccountsAtOnce_isAddedToEach() {
    begin();
    List<OpenSession> sessions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sessions.add(world.open(world.account("user" + i, null, TestWorld.HASH)));
    }
    for (int round = 0; round < 4; round++) {
      String email = "free" + round + "@example.org";
      AtomicInteger next = new AtomicInteger();
      Together.run(
              8,
              () ->
                  world.managedAddresses.add(
                      steps.now(sessions.get(next.getAndIncrement())).orElseThrow(), email))
          .forEach(o -> done(o));
    }
  }

  @Test
  void link_openedWhereALoginCodeWasRequested_givesNoAdministratorRights() {
    begin("LATCHKEY_ADMIN_EMAILS", X, "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    Account strangers = steps.complete(steps.signUp(X)).session().session().account();
    String key = steps.verificationKey(X);
    OpenSession asked = steps.pending(world.loginCodeRequest.request(X, Optional.empty()));

    world.verification.verify(key, steps.now(asked));

    assertEquals(
        Optional.of(AddressProof.LINK), world.addresses.find(strangers, X).orElseThrow().proof());
    assertFalse(
        new Groups(world.database, world.settings)
            .of(strangers.id(), List.of())
            .contains(Groups.ADMIN));
  }

  @Test
  void suspendedPassword_provenInASessionThatTheOwnerHasEndedMeanwhile_staysSuspended() {
    begin();
    Account account = world.account(X);
    OpenSession strangers = world.open(account);
    CurrentPassword slow =
        new CurrentPassword(world.limiter, world.passwords, world.audit) {
          @Override
          public Optional<Rejection> rejection(
              Session checked, String password, AuditType failure, Problem wrong) {
            ownerComesBack(account);
            return Optional.empty();
          }
        };
    Reauthentication reauthentication =
        new Reauthentication(
            world.database,
            new Attempts(world.limiter),
            new OwnAccount(world.database, world.accounts, world.sessions),
            world.accounts,
            slow,
            world.audit,
            world.settings,
            List.of(new PasswordMethod()));

    assertInstanceOf(
        Rejection.Gone.class,
        rejection(
            reauthentication.byPassword(steps.now(strangers).orElseThrow(), TestWorld.PASSWORD)));

    assertEquals(true, world.accounts.find(account.id()).orElseThrow().isPasswordSuspended());
  }

  @Test
  void firstPassword_setInASessionThatTheOwnerHasEndedMeanwhile_isNotStored() {
    begin();
    Account account = world.account(null, X, null);
    OpenSession strangers = world.open(account);
    var seen = steps.now(strangers).orElseThrow();
    ownerComesBack(account);

    world.passwordChange.change(seen, "", Steps.NEW_PASSWORD);

    assertEquals(null, world.accounts.find(account.id()).orElseThrow().passwordHash());
  }

  @Test
  void holder_behindManyUnprovenExtras_stillLogsIn() {
    begin();
    Account[] others = new Account[20];
    for (int i = 0; i < others.length; i++) {
      others[i] = steps.verified("other" + i + "@example.org");
      steps.add(others[i], X, false);
    }

    steps.signUp(X);

    steps.complete(steps.logIn(X, TestWorld.PASSWORD));
    assertEquals(1, world.addresses.candidates(X).size());
  }

  private void ownerComesBack(Account account) {
    world.database.transaction(
        () -> {
          world.accounts.lock(account.id()).orElseThrow();
          world.ownership.prove(
              world.addresses.find(account, X).orElseThrow(), AddressProof.LOGIN_CODE, null);
        });
  }

  private String listed(OpenSession session) {
    return world.managedAddresses.list(steps.now(session).orElseThrow()).stream()
        .map(a -> a.email() + (a.primary() ? " primary" : "") + (a.verified() ? " verified" : ""))
        .toList()
        .toString();
  }

  private void begin(String... settings) {
    world = TestWorld.with(Steps.settings(settings));
    steps = new Steps(world);
  }
}
