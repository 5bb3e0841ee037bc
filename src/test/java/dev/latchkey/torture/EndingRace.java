package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.it.support.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One person whose app refreshes on several threads until their session ends, at a moment and a
 * node of chance.
 */
final class EndingRace {

  static final int REFRESHERS = 3;

  /**
   * A thread's refreshes: with those that try what was issued afterwards, no more than the 120 of a
   * minute.
   */
  private static final int MOST = 18;

  private static final int LONGEST_START_MICROS = 60_000;
  private static final int LONGEST_PAUSE_MICROS = 10_000;

  /** What one thread was answered: the request, when it was sent, and what came. */
  private record Refresh(long begun, Answer answer) {}

  /** How it went. */
  record Result(Ending ending, int refreshes) {}

  private final Cluster cluster;
  private final Admin admin;
  private final Random choices;
  private final Ending ending;
  private final Person person = new Person();
  private final String tag;
  private Person elsewhere;
  private volatile long ended;

  EndingRace(Cluster cluster, Admin admin, int number) {
    this.cluster = cluster;
    this.admin = admin;
    this.choices = Effort.choices(number);
    this.ending = Ending.values()[choices.nextInt(Ending.values().length)];
    this.tag = "race " + number + " of seed " + Effort.SEED + ", " + ending;
  }

  Result run() throws Exception {
    person.signUp(node()).expect(200);
    if (ending == Ending.SESSION_END || ending == Ending.PASSWORD_CHANGE) {
      elsewhere = person.elsewhere();
      elsewhere.logIn(node()).expect(200);
    }
    String session = person.sessionToken();
    List<Refresh> refreshes = race();

    Set<String> refreshTokens = new LinkedHashSet<>(Set.of(person.refreshToken()));
    Set<String> accessTokens = new LinkedHashSet<>(Set.of(person.accessToken()));
    int good = 0;
    for (Refresh refresh : refreshes) {
      Answer answer = refresh.answer();
      assertTrue(answer.status() == 200 || answer.status() == 400, () -> tag + ": " + answer);
      if (answer.status() == 200) {
        assertTrue(refresh.begun() - ended < 0, () -> tag + ": refreshed after the end");
        refreshTokens.add(answer.at("/data/refresh_token"));
        accessTokens.add(answer.at("/data/access_token"));
        good++;
      }
    }
    for (String token : refreshTokens) {
      assertEquals(400, person.refresh(node(), token).status(), tag);
    }
    for (String token : accessTokens) {
      assertEquals(401, person.me(node(), token).status(), tag);
    }
    assertEquals(410, person.session(node()).status(), tag);
    String digest = TokenDigest.sha256(session);
    assertEquals(
        0, cluster.number("SELECT count(*) FROM session WHERE token_hash = ?", digest), tag);
    expectTheRestAsItShouldBe();
    return new Result(ending, good);
  }

  private List<Refresh> race() throws Exception {
    List<Refresh> refreshes = new ArrayList<>();
    try (Crowd crowd = new Crowd(REFRESHERS + 1)) {
      List<Future<List<Refresh>>> running = new ArrayList<>();
      for (int i = 0; i < REFRESHERS; i++) {
        long start = choices.nextInt(LONGEST_START_MICROS);
        Random own = new Random(choices.nextLong());
        running.add(crowd.one(n -> refreshUntilTheEnd(start, own)));
      }
      long start = choices.nextInt(LONGEST_START_MICROS);
      Node where = node();
      crowd.one(n -> end(start, where)).get(2, TimeUnit.MINUTES);
      for (Future<List<Refresh>> one : running) {
        refreshes.addAll(one.get(2, TimeUnit.MINUTES));
      }
    }
    return refreshes;
  }

  private List<Refresh> refreshUntilTheEnd(long startMicros, Random own)
      throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(startMicros);
    List<Refresh> refreshes = new ArrayList<>();
    String token = person.refreshToken();
    int after = 0;
    while (after < 2 && refreshes.size() < MOST) {
      after += ended == 0 ? 0 : 1;
      long begun = System.nanoTime();
      Answer answer = person.refresh(cluster.any(own), token);
      refreshes.add(new Refresh(begun, answer));
      token = answer.status() == 200 ? answer.at("/data/refresh_token") : token;
      TimeUnit.MICROSECONDS.sleep(own.nextInt(LONGEST_PAUSE_MICROS));
    }
    return refreshes;
  }

  private Void end(long startMicros, Node node) throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(startMicros);
    switch (ending) {
      case LOGOUT -> person.logOut(node).expect(401);
      case SESSION_END -> elsewhere.endOtherSessions(node).expect(200);
      case DEACTIVATION -> admin.deactivate(node, person).expect(200);
      case PASSWORD_CHANGE -> elsewhere.changePassword(node, "another-horse-battery-7").expect(200);
    }
    ended = System.nanoTime();
    return null;
  }

  private void expectTheRestAsItShouldBe() {
    switch (ending) {
      case LOGOUT, DEACTIVATION -> {}
      case SESSION_END -> elsewhere.refresh(node()).expect(200);
      case PASSWORD_CHANGE -> elsewhere.me(node()).expect(200);
    }
    int expected = ending == Ending.DEACTIVATION ? 400 : 200;
    assertEquals(expected, person.elsewhere(elsewhere).logIn(node()).status(), tag);
  }

  private Node node() {
    return cluster.any(choices);
  }
}
