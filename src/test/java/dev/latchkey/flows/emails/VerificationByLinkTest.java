package dev.latchkey.flows.emails;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class VerificationByLinkTest {

  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";
  private static final Problem REJECTED = Problem.with("key", "invalid_or_expired_key");

  private TestWorld world =
      TestWorld.with(Steps.settings("ACCOUNT_EMAIL_VERIFICATION", "mandatory"));
  private Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void check_keepsTheKeyValid() {
    OpenSession pending = steps.pending(steps.signUp(ADA));
    String key = steps.verificationKey(ADA);

    for (int i = 0; i < 3; i++) {
      var good = done(world.verification.look(key, steps.now(pending)));
      assertEquals(ADA, good.email());
      assertTrue(good.isLogin());
    }

    done(world.verification.verify(key, Optional.empty()));
  }

  @Test
  void key_usedTwice_isRejected() {
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);
    world.verification.verify(key, Optional.empty());

    assertRejected(key);
  }

  @Test
  void key_expiresAfterThreeDays() {
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);
    world.clock.advance(Duration.ofDays(3).minusSeconds(1));
    done(world.verification.look(key, Optional.empty()));

    world.clock.advance(Duration.ofSeconds(1));

    assertRejected(key);
  }

  @Test
  void keys_alteredForeignOrMalformed_areRejectedAlike() {
    steps.signUp(ADA);
    Account bob = steps.verified(BOB);
    String key = steps.verificationKey(ADA);
    world.resetRequest.request(BOB, Optional.empty());
    String[] parts = key.split("\\.");

    assertRejected(key + "x");
    assertRejected(key.substring(1));
    assertRejected(parts[0] + "." + parts[1] + ".zzzzzz");
    assertRejected(steps.resetKey(BOB));
    assertRejected("");
    assertRejected("x".repeat(5000));
    assertRejected("0/" + bob.id());
    done(world.verification.look(key, Optional.empty()));
  }

  @Test
  void key_ofAnotherServer_isRejected() {
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);
    try (TestWorld other =
        world.secondNode(
            "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
            "SECRET_KEY",
                "another secret key that is as long as the one which the first server has got")) {
      assertEquals(REJECTED, Outcomes.problem(other.verification.verify(key, Optional.empty())));
    }
  }

  @Test
  void key_ofARemovedAddressOrAccount_isRejected() {
    Account account = world.account(ADA);
    steps.add(account, BOB, false);
    OpenSession session = world.open(account);
    world.managedAddresses.resend(steps.now(session).orElseThrow(), BOB);
    String ofBob = steps.verificationKey(BOB);
    world.managedAddresses.remove(steps.now(session).orElseThrow(), BOB);
    assertRejected(ofBob);

    world.managedAddresses.resend(steps.now(session).orElseThrow(), ADA);
    world.deactivate(account);
    assertRejected(steps.verificationKey(ADA));
  }

  @Test
  void link_openedOnTheWaitingDevice_requiresANewLogin() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    var verified = done(world.verification.verify(steps.verificationKey(ADA), steps.now(pending)));

    assertTrue(verified.login().isEmpty());
    assertFalse(steps.now(pending).orElseThrow().isAuthenticated());
    assertEquals(Optional.empty(), steps.owes(pending));
    steps.complete(steps.logIn(ADA, TestWorld.PASSWORD));
  }

  @Test
  void link_openedOnAnotherDevice_doesNotLogInThere() {
    OpenSession pending = steps.pending(steps.signUp(ADA));

    var verified = done(world.verification.verify(steps.verificationKey(ADA), Optional.empty()));

    assertTrue(verified.session().isEmpty());
    assertTrue(verified.login().isEmpty());
    assertFalse(steps.now(pending).orElseThrow().isAuthenticated());
    assertFalse(world.audited().contains("logged_in"));
  }

  @Test
  void link_openedByAnotherUser_keepsTheirSession() {
    steps.signUp(ADA);
    Account bob = steps.verified(BOB);
    OpenSession ofBob = world.open(bob);

    var verified = done(world.verification.verify(steps.verificationKey(ADA), steps.now(ofBob)));

    assertEquals(bob.id(), verified.session().orElseThrow().account().id());
    assertEquals(1, world.count("session WHERE account_id IS NOT NULL"));
  }

  @Test
  void pendingLogin_ofAnotherAccount_staysPending() {
    steps.signUp(ADA);
    OpenSession ofBob = steps.pending(steps.signUp(BOB));

    world.verification.verify(steps.verificationKey(ADA), steps.now(ofBob));

    assertEquals(Optional.of("verify_email"), steps.owes(ofBob));
  }

  @Test
  void address_unverifiedElsewhere_isTakenOver() {
    Account squatter = world.account(ADA);
    Account owner = steps.verified(BOB);
    steps.add(owner, ADA, false);
    OpenSession session = world.open(owner);
    world.managedAddresses.resend(steps.now(session).orElseThrow(), ADA);
    String key = steps.verificationKey(ADA);

    done(world.verification.verify(key, steps.now(session)));

    assertTrue(steps.isVerified(owner, ADA));
    assertEquals(List.of(), steps.addresses(squatter));
    assertEquals(
        List.of(owner.id()),
        world.addresses.candidates(ADA).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void address_verifiedByAnotherAccount_isRejected() {
    Account second = world.account(BOB);
    steps.signUp(ADA);
    String first = steps.verificationKey(ADA);
    world.clock.advance(Duration.ofMinutes(5));
    steps.add(second, ADA, false);
    OpenSession session = world.open(second);
    world.managedAddresses.resend(steps.now(session).orElseThrow(), ADA);
    String late = steps.verificationKey(ADA);
    world.verification.verify(first, Optional.empty());

    assertRejected(late);
    assertEquals(List.of("bob@example.org primary"), steps.addresses(second));
  }

  @Test
  void verifiedAddress_inOneAddressMode_replacesTheOther() {
    world.close();
    world =
        TestWorld.with(
            Steps.settings("ACCOUNT_CHANGE_EMAIL", "true", "ACCOUNT_EMAIL_NOTIFICATIONS", "true"));
    steps = new Steps(world);
    Account account = steps.verified(ADA);
    Session session = steps.now(world.open(account)).orElseThrow();
    world.managedAddresses.add(session, "first@example.org");
    world.managedAddresses.add(session, "second@example.org");
    assertEquals(
        List.of("ada@example.org primary verified", "second@example.org"),
        steps.addresses(account));

    world.verification.verify(steps.verificationKey("second@example.org"), Optional.of(session));

    assertEquals(List.of("second@example.org primary verified"), steps.addresses(account));
    assertTrue(
        world.mailTo(ADA).text().contains("second@example.org"), "the former address is notified");
    assertTrue(
        world
            .audited()
            .containsAll(List.of("email_verified", "email_made_primary", "email_removed")));
    assertRejected(steps.verificationKey("first@example.org"));
  }

  @RepeatedTest(3)
  void link_usedConcurrently_verifiesOnce() {
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);

    List<Outcome<AddressVerification.Verified>> outcomes =
        Together.run(8, () -> world.verification.verify(key, Optional.empty()));

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    assertEquals(1, world.audited().stream().filter("email_verified"::equals).count());
  }

  @RepeatedTest(3)
  void address_verifiedConcurrentlyByTwoAccounts_belongsToOne() {
    Account one = world.account(ADA);
    Account other = world.account(BOB);
    steps.add(other, ADA, false);
    world.managedAddresses.resend(steps.now(world.open(one)).orElseThrow(), ADA);
    String first = steps.verificationKey(ADA);
    world.managedAddresses.resend(steps.now(world.open(other)).orElseThrow(), ADA);
    List<String> keys = List.of(first, steps.verificationKey(ADA));
    var turn = new java.util.concurrent.atomic.AtomicInteger();

    List<Outcome<AddressVerification.Verified>> outcomes =
        Together.run(
            2, () -> world.verification.verify(keys.get(turn.getAndIncrement()), Optional.empty()));

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    assertTrue(
        steps.addresses(one).contains("ada@example.org primary verified")
            ^ steps.addresses(other).contains("ada@example.org primary verified"));
  }

  private void assertRejected(String key) {
    assertEquals(REJECTED, Outcomes.problem(world.verification.look(key, Optional.empty())), key);
    assertEquals(REJECTED, Outcomes.problem(world.verification.verify(key, Optional.empty())), key);
  }
}
