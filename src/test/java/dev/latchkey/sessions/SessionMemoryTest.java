package dev.latchkey.sessions;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Steps;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.persistence.RowChanges.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionMemoryTest {

  private static final String ADA = "ada@example.org";

  private final TestWorld world = TestWorld.with("LATCHKEY_SESSION_MEMORY_SECONDS", "10");

  /** It asks the database each time. */
  private final TestWorld forgetful = world.secondNode();

  @AfterEach
  void close() {
    forgetful.close();
    world.close();
  }

  @Test
  void session_isAnsweredFromMemoryUntilTheBound() {
    OpenSession open = world.open(world.account(ADA));
    Optional<SignedIn> first = world.sessions.recognise(open.token());
    behindItsBack(open);

    world.clock.advance(Duration.ofSeconds(9));
    assertEquals(first, world.sessions.recognise(open.token()));
    world.clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), world.sessions.recognise(open.token()));
  }

  @Test
  void session_thatEndsBeforeTheBound_isAnsweredUntilItsEnd() {
    try (TestWorld brief =
        TestWorld.with("LATCHKEY_SESSION_MEMORY_SECONDS", "60", "SESSION_COOKIE_AGE", "5")) {
      OpenSession open = brief.open(brief.account(ADA));
      assertTrue(brief.sessions.recognise(open.token()).isPresent());

      brief.clock.advance(Duration.ofSeconds(5));

      assertEquals(Optional.empty(), brief.sessions.recognise(open.token()));
    }
  }

  @Test
  void memory_byDefault_holdsNothing() {
    OpenSession open = world.open(world.account(ADA));
    assertTrue(forgetful.sessions.recognise(open.token()).isPresent());

    behindItsBack(open);

    assertEquals(Optional.empty(), forgetful.sessions.recognise(open.token()));
  }

  @Test
  void unknownToken_isNotRemembered() {
    String token = world.strategy.createSessionToken();
    assertEquals(Optional.empty(), world.sessions.recognise(token));
    Account ada = world.account(ADA);

    world.database.transaction(() -> world.sessions.open(token, ada, SessionState.EMPTY));

    assertTrue(world.sessions.recognise(token).isPresent());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("logout", (w, s) -> w.logout.end(s)),
        change("end of one session", (w, s) -> w.ownSessions.end(s.owner(), List.of(s.id()))),
        change("end of all sessions", (w, s) -> w.sessions.endAll(s.owner())),
        change(
            "password change",
            (w, s) ->
                done(w.passwordChange.change(s, TestWorld.PASSWORD, "another pass phrase, 4711"))),
        change("reauthentication", SessionMemoryTest::reauthenticate),
        change(
            "deactivation",
            (w, s) ->
                w.accounts.setActive(w.accounts.lockAny(s.owner().id()).orElseThrow(), false)),
        change(
            "deletion", (w, s) -> w.accounts.delete(w.accounts.lock(s.owner().id()).orElseThrow())),
        change(
            "groups",
            (w, s) -> w.accounts.lock(s.owner().id()).orElseThrow().groups().add("staff")),
        change("primary address", (w, s) -> changePrimary(w, s)));
  }

  private static Arguments change(String name, BiConsumer<TestWorld, Session> change) {
    return arguments(name, change);
  }

  private static void reauthenticate(TestWorld world, Session session) {
    world.clock.advance(Duration.ofSeconds(1));
    Session locked = world.sessions.lock(session).orElseThrow();
    locked.remember(SessionState.provenBy(List.of(Proof.again("password", world.database.now()))));
  }

  private static void changePrimary(TestWorld world, Session session) {
    Account locked = world.accounts.lock(session.owner().id()).orElseThrow();
    world.addresses.makePrimary(world.addresses.find(locked, "other@example.org").orElseThrow());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void change_onThisNode_takesEffectAtOnce(String name, BiConsumer<TestWorld, Session> change) {
    Steps steps = new Steps(world);
    Account ada = steps.verified(ADA);
    world.database.transaction(() -> world.addresses.add(ada, "other@example.org", false));
    steps.verify(ada, "other@example.org");
    OpenSession open = world.open(ada);
    Optional<SignedIn> before = world.sessions.recognise(open.token());
    assertTrue(before.isPresent());

    if (name.equals("password change") || name.equals("logout")) {
      change.accept(world, open.session());
    } else {
      world.database.transaction(() -> change.accept(world, open.session()));
    }

    Optional<SignedIn> now = forgetful.sessions.recognise(open.token());
    assertEquals(now, world.sessions.recognise(open.token()));
    assertFalse(now.equals(before), "it changed nothing");
  }

  @Test
  void change_thatIsRolledBack_leavesTheSessionValid() {
    OpenSession open = world.open(world.account(ADA));
    Optional<SignedIn> before = world.sessions.recognise(open.token());

    assertThrows(
        IllegalStateException.class,
        () ->
            world.database.transaction(
                () -> {
                  world.sessions.end(open.session());
                  throw new IllegalStateException("rolled back");
                }));

    assertEquals(before, world.sessions.recognise(open.token()));
  }

  /** A request that asked before a change must not remember what it was told. */
  @Test
  void answer_fromBeforeAChange_isNotRemembered() {
    SessionMemory memory = memory(world);
    SignedInReader.Found found = found(1, 7);
    for (RowChanges.Change change :
        List.of(
            new RowChanges.Change(Subject.SESSION, 1), new RowChanges.Change(Subject.ACCOUNT, 7))) {
      long mark = memory.mark();
      memory.changed(change);
      memory.keep("digest", found, mark, world.database.now());
      assertEquals(0, memory.size());
    }
    long mark = memory.mark();
    memory.changed(new RowChanges.Change(Subject.SESSION, 2));
    memory.keep("digest", found, mark, world.database.now());
    assertEquals(1, memory.size(), "a change of another session");

    long old = memory.mark();
    memory.missedChanges();
    memory.keep("digest", found, old, world.database.now());
    assertEquals(0, memory.size());
  }

  @Test
  void answers_whileChangesOnOtherNodesDoNotArrive_areNotRemembered() {
    RowChanges changes = new RowChanges(world.database);
    SessionMemory memory = new SessionMemory(world.settings, changes);
    memory.keep("before", found(1, 7), memory.mark(), world.database.now());
    assertEquals(1, memory.size());

    changes.interrupted();
    assertEquals(0, memory.size());
    long mark = memory.mark();
    memory.keep("meanwhile", found(2, 7), mark, world.database.now());
    assertEquals(0, memory.size());

    changes.resumed();
    memory.keep("asked meanwhile", found(3, 7), mark, world.database.now());
    assertEquals(0, memory.size());
    memory.keep("after", found(4, 7), memory.mark(), world.database.now());
    assertEquals(1, memory.size());
  }

  @Test
  void answer_fromBeforeMoreChangesThanAreKnown_isNotRemembered() {
    SessionMemory memory = memory(world);
    long mark = memory.mark();
    for (int i = 0; i < 5_000; i++) {
      memory.changed(new RowChanges.Change(Subject.SESSION, 100 + i));
    }
    memory.keep("digest", found(1, 7), mark, world.database.now());
    assertEquals(0, memory.size());
  }

  @Test
  void memory_isBounded_andTheOldestAnswersGoFirst() {
    SessionMemory memory = memory(world);
    for (int i = 0; i < SessionMemory.MOST + 10; i++) {
      memory.keep("digest " + i, found(i, i), memory.mark(), world.database.now());
    }
    assertTrue(memory.size() <= SessionMemory.MOST);
    assertEquals(Optional.empty(), memory.find("digest 0", world.database.now()));
    String latest = "digest " + (SessionMemory.MOST + 9);
    assertTrue(memory.find(latest, world.database.now()).isPresent());

    world.clock.advance(Duration.ofMinutes(1));
    memory.keep("another", found(1, 1), memory.mark(), world.database.now());
    assertEquals(1, memory.size(), "what is too old is gone");
  }

  @Test
  void memory_ofAnswersWithManyGroups_isBoundedInBytes() {
    SessionMemory memory = memory(world);
    Set<String> groups = Set.copyOf(IntStream.range(0, 400).mapToObj(i -> "group " + i).toList());
    for (int i = 0; i < 2_000; i++) {
      SignedIn session = new SignedIn(i, null, null, i, Optional.empty(), Optional.empty(), groups);
      memory.keep(
          "digest " + i,
          new SignedInReader.Found(
              session, world.database.now(), world.database.now().plusSeconds(900)),
          memory.mark(),
          world.database.now());
    }
    assertTrue(memory.size() < 1_000, () -> memory.size() + " answers");
  }

  @Test
  void logoutsAndRequests_concurrently_leaveNoEndedSessionValid() {
    Account ada = world.account(ADA);
    for (int round = 0; round < 10; round++) {
      OpenSession open = world.open(ada);
      AtomicInteger turn = new AtomicInteger();
      Together.run(
          6,
          () -> {
            if (turn.getAndIncrement() == 3) {
              world.logout.end(open.session());
              assertEquals(Optional.empty(), world.sessions.recognise(open.token()));
            } else {
              IntStream.range(0, 20).forEach(i -> world.sessions.recognise(open.token()));
            }
            return null;
          });
      assertEquals(Optional.empty(), world.sessions.recognise(open.token()));
    }
  }

  @Test
  void use_whileAnsweredFromMemory_isStillRecorded() {
    try (TestWorld remembering =
        TestWorld.with("LATCHKEY_SESSION_MEMORY_SECONDS", "60", "SESSION_COOKIE_AGE", "7200")) {
      OpenSession open = remembering.open(remembering.account(ADA));
      for (int i = 0; i < 10; i++) {
        remembering.clock.advance(Duration.ofSeconds(30));
        assertTrue(remembering.sessions.recognise(open.token()).isPresent());
      }
      Session now = remembering.sessions.find(open.token()).orElseThrow();
      Duration age = Duration.between(now.lastSeen(), remembering.clock.instant());
      assertTrue(age.compareTo(Duration.ofSeconds(91)) < 0, age::toString);
    }
  }

  private SessionMemory memory(TestWorld of) {
    return new SessionMemory(of.settings, new RowChanges(of.database));
  }

  private SignedInReader.Found found(long session, long account) {
    SignedIn signedIn =
        new SignedIn(session, null, null, account, Optional.empty(), Optional.empty(), Set.of());
    return new SignedInReader.Found(
        signedIn, world.database.now(), world.database.now().plusSeconds(900));
  }

  /** Ends a session as no node would. */
  private void behindItsBack(OpenSession open) {
    world.database.transaction(
        () ->
            world
                .database
                .entities()
                .createNativeQuery("DELETE FROM session WHERE id = ?1")
                .setParameter(1, open.session().id())
                .executeUpdate());
  }
}
