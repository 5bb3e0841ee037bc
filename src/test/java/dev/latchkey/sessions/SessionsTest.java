package dev.latchkey.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

  private TestWorld world = TestWorld.with();

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void token_isStoredAsADigestOnly() {
    OpenSession open = world.open(world.account("ada@example.org"));

    Object[] row = (Object[]) query("SELECT * FROM session");
    assertTrue(rowSays(row, TokenDigest.sha256(open.token())));
    assertFalse(rowSays(row, open.token()));
    assertFalse(open.toString().contains(open.token()));
  }

  @Test
  void token_hasMoreThan128Bits() {
    List<String> tokens =
        IntStream.range(0, 200).mapToObj(i -> world.strategy.createSessionToken()).toList();

    assertEquals(200, tokens.stream().distinct().count());
    assertTrue(
        tokens.stream().allMatch(t -> t.matches("[a-z0-9]{26,512}")), "36^25 is more than 2^128");
  }

  @Test
  void session_isFoundByItsTokenWithAccountAndGroups() {
    Account ada = world.account("ada@example.org");
    world.group(ada, "staff");
    OpenSession open = world.open(ada);

    Session found = world.sessions.find(open.token()).orElseThrow();

    assertEquals(open.session().id(), found.id());
    assertEquals(ada.id(), found.account().id());
    assertEquals(List.of("staff"), List.copyOf(found.account().groups()));
    assertTrue(found.isAuthenticated());
  }

  @Test
  void caller_isRecognisedByOneStatement() {
    Account ada = world.account("ada@example.org");
    world.group(ada, "staff");
    world.group(ada, "clerks");
    OpenSession open = world.open(ada);
    int transactions = world.database.attempts();

    SignedIn found = world.sessions.recognise(open.token()).orElseThrow();

    assertEquals(transactions, world.database.attempts());
    assertEquals(open.session().id(), found.sessionId());
    assertEquals(ada.id(), found.accountId());
    assertEquals(Optional.empty(), found.username());
    assertEquals(Optional.empty(), found.email(), "it is not verified");
    assertEquals(List.of("clerks", "staff"), List.copyOf(found.groups()));
    assertEquals(open.session().lastProof().toEpochMilli(), found.lastProof().toEpochMilli());
  }

  @Test
  void token_notOfALiveSession_authenticatesNoCaller() {
    OpenSession open = world.open(world.account("ada@example.org"));
    for (String token :
        List.of(
            "", "unknown", "\0", TokenDigest.sha256(open.token()), world.openPending().token())) {
      assertEquals(Optional.empty(), world.sessions.recognise(token));
    }
    world.clock.advance(Duration.ofDays(14));
    assertEquals(Optional.empty(), world.sessions.recognise(open.token()));
  }

  @Test
  void token_ofADeactivatedAccount_authenticatesNoCaller() {
    Account ada = world.account("ada@example.org");
    OpenSession open = world.open(ada);
    world.database.transaction(
        () -> world.accounts.lockAny(ada.id()).ifPresent(a -> world.accounts.setActive(a, false)));

    assertEquals(Optional.empty(), world.sessions.recognise(open.token()));
  }

  @Test
  void authentication_recordsTheUseOnceAMinuteOnAnotherThread() {
    OpenSession open = world.open(world.account("ada@example.org"));
    List<Runnable> handedOver = new ArrayList<>();
    world.sessions.start(handedOver::add);

    world.clock.advance(Duration.ofSeconds(60));
    world.sessions.recognise(open.token());
    assertEquals(0, handedOver.size());

    world.clock.advance(Duration.ofSeconds(1));
    int transactions = world.database.attempts();
    world.sessions.recognise(open.token());
    world.sessions.recognise(open.token());
    assertEquals(transactions, world.database.attempts());
    assertEquals(1, handedOver.size());

    handedOver.get(0).run();
    assertEquals(
        millis(world.database.now()),
        millis(world.sessions.find(open.token()).orElseThrow().lastSeen()));
    world.clock.advance(Duration.ofSeconds(61));
    world.sessions.recognise(open.token());
    world.sessions.stop();
    assertEquals(
        millis(world.database.now()),
        millis(world.sessions.find(open.token()).orElseThrow().lastSeen()));
  }

  @Test
  void pendingSession_hasNoAccount() {
    Session found = world.sessions.find(world.openPending().token()).orElseThrow();

    assertNull(found.account());
    assertFalse(found.isAuthenticated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "\0", "ö"})
  void token_unknown_findsNothing(String token) {
    world.open(world.account("ada@example.org"));

    assertTrue(world.sessions.find(token).isEmpty());
  }

  @Test
  void digest_asToken_findsNothing() {
    OpenSession open = world.open(world.account("ada@example.org"));

    assertTrue(world.sessions.find(TokenDigest.sha256(open.token())).isEmpty());
  }

  @Test
  void session_recordsWhereItBegan() {
    RequestContext.enter(new RequestContext("192.0.2.7", "Browser/1", "r1", Language.ENGLISH));

    Session found =
        world.sessions.find(world.open(world.account("ada@example.org")).token()).orElseThrow();

    assertEquals("192.0.2.7", found.address());
    assertEquals("Browser/1", found.userAgent());
  }

  @Test
  void session_afterItsLifetime_endsDespiteUse() {
    world("SESSION_COOKIE_AGE", "1000");
    OpenSession open = world.open(world.account("ada@example.org"));

    for (int i = 0; i < 10; i++) {
      assertTrue(isLive(open));
      world.clock.advance(Duration.ofSeconds(100));
    }
    assertFalse(isLive(open));
  }

  @Test
  void session_byDefault_expiresAfterTwoWeeks() {
    OpenSession open = world.open(world.account("ada@example.org"));

    assertEquals(
        Duration.ofDays(14),
        Duration.between(open.session().created(), open.session().expiresAt()));
    world.clock.advance(Duration.ofDays(14).minusMillis(1));
    assertTrue(isLive(open));
    world.clock.advance(Duration.ofMillis(1));
    assertFalse(isLive(open));
  }

  @Test
  void pendingSession_expiresSoon() {
    OpenSession open = world.openPending();

    world.clock.advance(Duration.ofHours(1));

    assertFalse(isLive(open));
  }

  @Test
  void pendingSession_outlastsItsLogin() {
    world("ACCOUNT_LOGIN_TIMEOUT", "7200");
    OpenSession open = world.openPending();

    world.clock.advance(Duration.ofSeconds(7199));

    assertTrue(isLive(open));
  }

  @Test
  void session_idleTooLong_ends() {
    world("SESSION_IDLE_TIMEOUT", "600");
    OpenSession open = world.open(world.account("ada@example.org"));

    world.clock.advance(Duration.ofSeconds(599));
    assertTrue(world.database.transaction(() -> world.sessions.lock(open.session())).isPresent());
    world.clock.advance(Duration.ofSeconds(1));

    assertFalse(isLive(open));
    assertTrue(world.database.transaction(() -> world.sessions.lock(open.session())).isEmpty());
  }

  @Test
  void session_used_isNotIdle() {
    world("SESSION_IDLE_TIMEOUT", "600");
    OpenSession open = world.open(world.account("ada@example.org"));

    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofSeconds(599));
      assertTrue(isLive(open));
    }
  }

  @Test
  void concurrentUses_ofManySessions_areAllRecordedAndNoOther() {
    Account ada = world.account("ada@example.org");
    List<OpenSession> used = IntStream.range(0, 120).mapToObj(i -> world.open(ada)).toList();
    OpenSession resting = world.open(ada);
    List<Runnable> handedOver = new ArrayList<>();
    world.sessions.start(handedOver::add);
    world.clock.advance(Duration.ofSeconds(61));
    used.forEach(session -> world.sessions.recognise(session.token()));

    int transactions = world.database.attempts();
    handedOver.forEach(Runnable::run);

    assertEquals(3, world.database.attempts() - transactions);
    assertEquals(
        120L,
        query(
            "SELECT COUNT(*) FROM session WHERE last_seen = "
                + world.database.now().toEpochMilli()));
    assertEquals(
        millis(resting.session().lastSeen()),
        query("SELECT last_seen FROM session WHERE id = " + resting.session().id()));
  }

  @ParameterizedTest
  @CsvSource({"0,200", "60,200", "4,200", "1,50"})
  void uses_waitForATurn_shortBesideTheIdleTimeout(String seconds, long millis) {
    world("SESSION_IDLE_TIMEOUT", seconds);

    assertEquals(Duration.ofMillis(millis), world.sessions.untilUseIsRecorded());
  }

  @Test
  void uses_afterATurn_areRecordedInTheNextOne() {
    Account ada = world.account("ada@example.org");
    OpenSession first = world.open(ada);
    OpenSession second = world.open(ada);
    List<Runnable> handedOver = new ArrayList<>();
    world.sessions.start(
        turn -> {
          assertTrue(handedOver.isEmpty(), "another turn waits already");
          handedOver.add(turn);
        });
    world.clock.advance(Duration.ofSeconds(61));
    world.sessions.recognise(first.token());
    world.sessions.recognise(second.token());

    handedOver.remove(0).run();
    assertTrue(handedOver.isEmpty());
    world.clock.advance(Duration.ofSeconds(61));
    world.sessions.recognise(second.token());
    assertEquals(1, handedOver.size());
    handedOver.remove(0).run();

    assertEquals(
        millis(world.database.now()),
        query("SELECT last_seen FROM session WHERE id = " + second.session().id()));
    assertEquals(
        millis(world.database.now().minusSeconds(61)),
        query("SELECT last_seen FROM session WHERE id = " + first.session().id()));
  }

  @Test
  void use_isRecordedOnceAMinute() {
    OpenSession open = world.open(world.account("ada@example.org"));
    Instant began = open.session().lastSeen();

    world.clock.advance(Duration.ofSeconds(60));
    isLive(open);
    assertEquals(millis(began), millis(world.sessions.find(open.token()).orElseThrow().lastSeen()));

    world.clock.advance(Duration.ofSeconds(1));
    isLive(open);
    assertEquals(
        millis(world.database.now()),
        millis(world.sessions.find(open.token()).orElseThrow().lastSeen()));
  }

  @Test
  void session_ofAnInactiveAccount_isNotLive() {
    Account ada = world.account("ada@example.org");
    OpenSession open = world.open(ada);
    world.deactivate(ada);

    assertFalse(isLive(open));
    assertTrue(world.sessions.of(ada).isEmpty());
    assertTrue(world.database.transaction(() -> world.sessions.lock(open.session())).isEmpty());
  }

  @Test
  void use_returnsWhetherTheSessionStillExists() {
    OpenSession open = world.open(world.account("ada@example.org"));
    assertTrue(used(open));

    world.database.transaction(() -> world.sessions.end(open.session()));

    assertFalse(used(open));
  }

  @Test
  void session_expired_cannotBeUsed() {
    world("SESSION_IDLE_TIMEOUT", "600", "SESSION_COOKIE_AGE", "900");
    OpenSession resting = world.open(world.account("ada@example.org"));
    world.clock.advance(Duration.ofSeconds(600));
    assertFalse(used(resting));

    OpenSession old = world.open(world.account("bob@example.org"));
    world.clock.advance(Duration.ofSeconds(500));
    assertTrue(used(old));
    world.clock.advance(Duration.ofSeconds(400));
    assertFalse(used(old));
  }

  @Test
  void session_endedTwice_endsOnce() {
    OpenSession open = world.open(world.account("ada@example.org"));

    assertTrue(world.database.transaction(() -> world.sessions.end(open.session())));
    assertFalse(world.database.transaction(() -> world.sessions.end(open.session())));
    assertFalse(isLive(open));
  }

  @Test
  void sessions_ofAnAccount_canBeEndedTogether() {
    Account ada = world.account("ada@example.org");
    List<OpenSession> mine = Stream.generate(() -> world.open(ada)).limit(3).toList();
    OpenSession bobs = world.open(world.account("bob@example.org"));

    assertEquals(3, world.database.<Integer>transaction(() -> world.sessions.endAll(ada)));
    assertEquals(List.of(false, false, false), mine.stream().map(this::isLive).toList());
    assertTrue(isLive(bobs));
  }

  @Test
  void sessions_ofAnAccount_areListedOldestFirst() {
    Account ada = world.account("ada@example.org");
    OpenSession first = world.open(ada);
    world.clock.advance(Duration.ofSeconds(1));
    OpenSession second = world.open(ada);

    assertEquals(
        List.of(first.session().id(), second.session().id()),
        world.sessions.of(ada).stream().map(Session::id).toList());
  }

  @Test
  void leastRecentlyUsedSession_aboveTheLimit_ends() {
    world("SESSIONS_MAX_PER_USER", "2");
    Account ada = world.account("ada@example.org");
    OpenSession first = world.open(ada);
    world.clock.advance(Duration.ofSeconds(1));
    OpenSession second = world.open(ada);
    world.clock.advance(Duration.ofMinutes(2));
    used(first);

    OpenSession third = world.open(ada);
    world.database.transaction(() -> world.sessions.endBeyondLimit(ada, third.session()));

    assertEquals(
        List.of(true, false, true), Stream.of(first, second, third).map(this::isLive).toList());
  }

  @Test
  void state_ofASession_isStored() {
    OpenSession open = world.openPending();
    PendingLogin login = new PendingLogin(7L, List.of(), "ada@example.org", world.database.now());

    world.database.transaction(
        () -> {
          Session locked = world.sessions.lock(open.session()).orElseThrow();
          locked.remember(locked.state().with(login));
        });

    SessionState state = world.sessions.find(open.token()).orElseThrow().state();
    assertEquals("ada@example.org", state.login().orElseThrow().email());
    assertNotEquals(SessionState.EMPTY, state);
    assertEquals(Map.of(), state.codes());
  }

  private void world(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private boolean isLive(OpenSession open) {
    return world.sessions.find(open.token()).isPresent();
  }

  private boolean used(OpenSession open) {
    return world.database.transaction(() -> world.sessions.used(open.session()));
  }

  private Object query(String statement) {
    return world.database.entities().createNativeQuery(statement).getSingleResult();
  }

  private static boolean rowSays(Object[] row, String text) {
    return Stream.of(row).anyMatch(value -> String.valueOf(value).contains(text));
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }
}
