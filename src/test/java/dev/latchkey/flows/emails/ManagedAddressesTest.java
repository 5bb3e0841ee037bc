package dev.latchkey.flows.emails;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.Steps;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ManagedAddressesTest {

  private static final String ADA = "ada@example.org";
  private static final String SECOND = "second@example.org";

  private TestWorld world;
  private Steps steps;
  private Account account;
  private OpenSession session;

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void address_added_isUnverifiedAndGetsALink() {
    begin();
    assertDone(world.managedAddresses.add(session(), "Second@Example.ORG"));

    assertEquals(List.of("ada@example.org primary verified", SECOND), steps.addresses(account));
    world.verification.verify(steps.verificationKey(SECOND), steps.now(session));
    assertEquals(
        List.of("ada@example.org primary verified", "second@example.org verified"),
        steps.addresses(account));
  }

  @Test
  void address_addedTwice_isRejected() {
    begin();
    world.managedAddresses.add(session(), SECOND);
    assertEquals(Problem.with("email", "duplicate_email"), rejectedAdd("SECOND@example.org"));
  }

  @Test
  void address_ofAnotherAccount_isAddedButCannotBeVerified() {
    begin();
    steps.verified(SECOND);

    assertDone(world.managedAddresses.add(session(), SECOND));

    assertEquals(
        List.of(ADA, SECOND),
        world.managedAddresses.list(session()).stream().map(ListedAddress::email).toList());
    assertEquals(List.of("ada@example.org primary verified"), steps.addresses(account));
    assertFalse(world.mailTo(SECOND).text().contains("https://app.example.org/verify/"));
    assertEquals(
        "unverified_primary_email",
        Outcomes.problem(world.managedAddresses.makePrimary(session(), SECOND)).code());
  }

  @Test
  void address_ofAnotherAccountWithoutPrevention_isRejected() {
    begin("ACCOUNT_PREVENT_ENUMERATION", "false");
    steps.verified(SECOND);
    assertEquals(Problem.with("email", "email_taken"), rejectedAdd(SECOND));
  }

  @Test
  void addresses_aboveTheLimit_areRejected() {
    begin("ACCOUNT_MAX_EMAIL_ADDRESSES", "2");
    world.managedAddresses.add(session(), SECOND);
    assertEquals(Problem.with("email", "max_email_addresses", 2), rejectedAdd("third@example.org"));
    world.managedAddresses.remove(session(), SECOND);
    assertDone(world.managedAddresses.add(session(), "third@example.org"));
  }

  @RepeatedTest(3)
  void addressLimit_forConcurrentAdditions_holds() {
    begin("ACCOUNT_MAX_EMAIL_ADDRESSES", "3");
    Session seen = session();
    AtomicInteger turn = new AtomicInteger();
    Together.run(
        6, () -> world.managedAddresses.add(seen, "a" + turn.getAndIncrement() + "@example.org"));
    assertEquals(3, steps.addresses(account).size());
  }

  @Test
  void replacement_atTheLimit_isAccepted() {
    begin("ACCOUNT_CHANGE_EMAIL", "true", "ACCOUNT_MAX_EMAIL_ADDRESSES", "1");
    assertDone(world.managedAddresses.add(session(), SECOND));
    world.verification.verify(steps.verificationKey(SECOND), steps.now(session));
    assertEquals(List.of("second@example.org primary verified"), steps.addresses(account));
  }

  @Test
  void unverifiedAddress_besideAVerifiedOne_cannotBecomePrimary() {
    begin();
    steps.add(account, SECOND, false);
    assertEquals(
        Problem.with("email", "unverified_primary_email"),
        Outcomes.problem(world.managedAddresses.makePrimary(session(), SECOND)));
    steps.verify(account, SECOND);

    assertDone(world.managedAddresses.makePrimary(session(), SECOND));

    assertEquals(
        List.of("ada@example.org verified", "second@example.org primary verified"),
        steps.addresses(account));
  }

  @Test
  void primaryAddress_amongUnverifiedOnes_cannotBeChosen() {
    beginUnverified();
    steps.add(account, SECOND, false);
    assertEquals(
        "unverified_primary_email",
        Outcomes.problem(world.managedAddresses.makePrimary(session(), SECOND)).code());
    assertEquals(List.of("ada@example.org primary", SECOND), steps.addresses(account));
  }

  @Test
  void primaryAddress_unverifiedAndTheOnlyOne_staysPrimary() {
    beginUnverified();
    assertDone(world.managedAddresses.makePrimary(session(), ADA));
    assertEquals(List.of("ada@example.org primary"), steps.addresses(account));
  }

  @Test
  void primaryAddress_removed_isRejected() {
    begin();
    steps.add(account, SECOND, true);
    assertEquals(Problem.with("email", "cannot_remove_primary_email"), rejectedRemoval(ADA));
    assertDone(world.managedAddresses.remove(session(), SECOND));
    assertEquals(Problem.with("email", "cannot_remove_primary_email"), rejectedRemoval(ADA));
    assertEquals(Problem.with("email", "unknown_email"), rejectedRemoval(SECOND));
  }

  @Test
  void lastAddress_whereUserNamesLogIn_canBeRemoved() {
    begin(
        "ACCOUNT_LOGIN_METHODS",
        "username,email",
        "ACCOUNT_SIGNUP_FIELDS",
        "username*,email,password1*");
    assertDone(world.managedAddresses.remove(session(), ADA));
    assertEquals(List.of(), steps.addresses(account));
    assertDone(world.managedAddresses.add(session(), SECOND));
    assertEquals(List.of("second@example.org primary"), steps.addresses(account));
  }

  @Test
  void lastAddress_whereOneMustBeVerified_cannotBeRemoved() {
    begin(
        "ACCOUNT_LOGIN_METHODS", "username,email",
        "ACCOUNT_SIGNUP_FIELDS", "username*,email*,password1*",
        "ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    assertEquals(Problem.with("email", "cannot_remove_primary_email"), rejectedRemoval(ADA));
  }

  @Test
  void address_ofAnotherAccount_isUnknown() {
    begin();
    steps.verified("bob@example.org");
    for (String email : List.of("bob@example.org", "nobody@example.org")) {
      Problem unknown = Problem.with("email", "unknown_email");
      assertEquals(unknown, rejectedRemoval(email));
      assertEquals(unknown, Outcomes.problem(world.managedAddresses.makePrimary(session(), email)));
      assertEquals(unknown, Outcomes.problem(world.managedAddresses.resend(session(), email)));
    }
  }

  @Test
  void verificationMail_whileTheAddressIsUnverified_isSentAgainWithinTheLimit() {
    begin("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    assertInstanceOf(
        Rejection.NotSent.class, rejection(world.managedAddresses.resend(session(), ADA)));
    world.managedAddresses.add(session(), SECOND);
    assertInstanceOf(
        Rejection.NotSent.class, rejection(world.managedAddresses.resend(session(), SECOND)));
    world.clock.advance(Duration.ofSeconds(181));
    assertDone(world.managedAddresses.resend(session(), SECOND));
    assertEquals(2, world.mails().size());
  }

  @Test
  void changes_aboveTheRateLimit_areRejected() {
    begin("ACCOUNT_RATE_LIMITS_ENABLED", "true");
    for (int i = 0; i < 10; i++) {
      rejectedRemoval("nobody@example.org");
    }
    assertInstanceOf(
        Rejection.Limited.class,
        rejection(world.managedAddresses.remove(session(), "nobody@example.org")));
  }

  @Test
  void session_endedMeanwhile_changesNothing() {
    begin();
    Session seen = session();
    world.passwordChange.change(
        steps.now(world.open(account)).orElseThrow(), TestWorld.PASSWORD, Steps.NEW_PASSWORD);

    assertInstanceOf(Rejection.Gone.class, rejection(world.managedAddresses.add(seen, SECOND)));

    assertEquals(List.of("ada@example.org primary verified"), steps.addresses(account));
  }

  @Test
  void change_withNotificationsEnabled_isNotifiedToTheOwner() {
    begin("ACCOUNT_EMAIL_NOTIFICATIONS", "true");
    RequestContext.enter(new RequestContext("192.0.2.7", "Firefox/140.0 (X11; Linux)", "r1", null));

    world.managedAddresses.add(session(), SECOND);
    assertNotified(ADA, SECOND);
    world.verification.verify(steps.verificationKey(SECOND), steps.now(session));
    world.managedAddresses.makePrimary(session(), SECOND);
    assertNotified(ADA, SECOND);
    world.managedAddresses.remove(session(), ADA);
    assertNotified(ADA, ADA);
    assertEquals(
        List.of("email_added", "email_verified", "email_made_primary", "email_removed"),
        world.audited());
  }

  @Test
  void change_withNotificationsDisabled_sendsNoMail() {
    begin();
    world.managedAddresses.add(session(), SECOND);
    world.managedAddresses.remove(session(), SECOND);
    assertFalse(world.mails().stream().anyMatch(m -> m.to().equals(ADA)));
  }

  @RepeatedTest(3)
  void concurrentChanges_leaveOnePrimaryAddress() {
    begin();
    for (int i = 0; i < 4; i++) {
      steps.add(account, "a" + i + "@example.org", true);
    }
    Session seen = session();
    AtomicInteger turn = new AtomicInteger();
    Together.run(
        4,
        () ->
            world.managedAddresses.makePrimary(
                seen, "a" + turn.getAndIncrement() + "@example.org"));
    assertEquals(1, steps.addresses(account).stream().filter(a -> a.contains("primary")).count());
  }

  private void begin(String... settings) {
    beginUnverified(settings);
    steps.verify(account, ADA);
  }

  private void beginUnverified(String... settings) {
    world = TestWorld.with(Steps.settings(settings));
    steps = new Steps(world);
    account = world.account(ADA);
    session = world.open(account);
  }

  private Session session() {
    return steps.now(session).orElseThrow();
  }

  private Problem rejectedAdd(String email) {
    return Outcomes.problem(world.managedAddresses.add(session(), email));
  }

  private Problem rejectedRemoval(String email) {
    return Outcomes.problem(world.managedAddresses.remove(session(), email));
  }

  private static void assertDone(Outcome<Session> outcome) {
    done(outcome);
  }

  private void assertNotified(String to, String about) {
    String text = world.mailTo(to).text();
    assertTrue(text.contains(about), text);
    assertTrue(text.contains("192.0.2.7"), text);
    assertTrue(text.contains("Firefox (Linux)"), text);
    assertTrue(text.contains(world.clock.instant().toString().substring(0, 10)), text);
  }
}
