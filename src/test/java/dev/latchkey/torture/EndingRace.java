package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One person whose client uses its credential on several threads until their session ends, at a
 * moment and a node of chance.
 */
final class EndingRace {

  static final int USERS = 3;

  /**
   * A thread's uses: with those that try what was issued afterwards, no more than the 120 refreshes
   * of a minute.
   */
  private static final int MOST = 18;

  private static final int LONGEST_START_MICROS = 60_000;
  private static final int LONGEST_PAUSE_MICROS = 10_000;

  /** One use: when it was sent, and whether it was accepted. */
  private record Use(long begun, boolean accepted, Answer answer) {}

  /** How it went. */
  record Result(Ending ending, int accepted) {}

  private final Cluster cluster;
  private final Admin admin;
  private final Credential credential;
  private final Random choices;
  private final Ending ending;
  private final Person person;
  private final String tag;
  private Person elsewhere;
  private volatile long ended;

  EndingRace(Cluster cluster, Admin admin, Credential credential, int number) {
    this.cluster = cluster;
    this.admin = admin;
    this.credential = credential;
    this.person = new Person(credential.type());
    this.choices = Effort.choices(number);
    this.ending = Ending.values()[choices.nextInt(Ending.values().length)];
    this.tag = "race " + number + " of seed " + Effort.SEED + ", " + credential + ", " + ending;
  }

  Result run() throws Exception {
    person.signUp(node()).expect(200);
    if (ending.isByOtherDevice()) {
      elsewhere = person.elsewhere();
      elsewhere.logIn(node()).expect(200);
    }
    String secret = person.secret();
    List<Credential.Uses> threads = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      threads.add(credential.uses(person));
    }
    List<Use> uses = race(threads);

    int accepted = 0;
    for (Use use : uses) {
      if (use.accepted()) {
        assertTrue(
            use.begun() - ended < 0, () -> tag + ": accepted after the end: " + use.answer());
        accepted++;
      }
    }
    threads.forEach(thread -> thread.expectDead(node(), tag));
    assertEquals(person.device().endedStatus(), person.session(node(), secret).status(), tag);
    String digest = person.device().digest(secret);
    assertEquals(
        0, cluster.number("SELECT count(*) FROM session WHERE token_hash = ?", digest), tag);
    expectTheRestAsItShouldBe();
    return new Result(ending, accepted);
  }

  private List<Use> race(List<Credential.Uses> threads) throws Exception {
    List<Use> uses = new ArrayList<>();
    try (Crowd crowd = new Crowd(USERS + 1)) {
      List<Future<List<Use>>> running = new ArrayList<>();
      for (Credential.Uses thread : threads) {
        long start = choices.nextInt(LONGEST_START_MICROS);
        Random own = new Random(choices.nextLong());
        running.add(crowd.one(n -> useUntilTheEnd(thread, start, own)));
      }
      long start = choices.nextInt(LONGEST_START_MICROS);
      Node where = node();
      crowd.one(n -> end(start, where)).get(2, TimeUnit.MINUTES);
      for (Future<List<Use>> one : running) {
        uses.addAll(one.get(2, TimeUnit.MINUTES));
      }
    }
    return uses;
  }

  private List<Use> useUntilTheEnd(Credential.Uses thread, long startMicros, Random own)
      throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(startMicros);
    List<Use> uses = new ArrayList<>();
    int after = 0;
    while (after < 2 && uses.size() < MOST) {
      after += ended == 0 ? 0 : 1;
      long begun = System.nanoTime();
      Answer answer = thread.at(cluster.any(own));
      uses.add(new Use(begun, thread.isAccepted(answer), answer));
      TimeUnit.MICROSECONDS.sleep(own.nextInt(LONGEST_PAUSE_MICROS));
    }
    return uses;
  }

  private Void end(long startMicros, Node node) throws InterruptedException {
    TimeUnit.MICROSECONDS.sleep(startMicros);
    ending.on(node, person, elsewhere, admin);
    ended = System.nanoTime();
    return null;
  }

  private void expectTheRestAsItShouldBe() {
    if (ending.isByOtherDevice()) {
      expectWorking(elsewhere);
    }
    int expected = ending == Ending.DEACTIVATION ? 400 : 200;
    assertEquals(expected, person.elsewhere(elsewhere).logIn(node()).status(), tag);
  }

  private void expectWorking(Person other) {
    other.session(node()).expect(200);
    other.me(node()).expect(200);
    if (other.device().type() == ClientType.APP) {
      other.refresh(node()).expect(200);
    }
  }

  private Node node() {
    return cluster.any(choices);
  }
}
