package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * People who sign up, refresh, log in, change their password and log out at both nodes all the
 * time. Each of them repeats what was not acknowledged, as a client does, and knows afterwards what
 * was.
 */
final class Storm implements AutoCloseable {

  private static final long PAUSE_MILLIS = 150;

  /** Shorter than a client waits, but long enough for limits on requests in a minute. */
  private static final long PAUSE_WITHOUT_AN_ANSWER_MILLIS = 1000;

  private static final int STEPS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int NO_ANSWER = 0;

  /** One request; times are of {@link System#nanoTime}. */
  record Request(String deed, long begun, long ended, int status) {

    boolean isUnanswered() {
      return status == 503 || status == NO_ANSWER;
    }

    Duration took() {
      return Duration.ofNanos(ended - begun);
    }
  }

  private final List<Node> nodes;
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Person> living = new ConcurrentLinkedQueue<>();
  private final Queue<Person> loggedOut = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final Map<String, Person> owners = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile long patienceEnds;

  Storm(List<Node> nodes, int people) {
    this.nodes = nodes;
    for (int i = 0; i < people; i++) {
      Random choices = Effort.choices(i);
      Thread thread = new Thread(() -> blow(choices), "storm");
      thread.start();
      threads.add(thread);
    }
  }

  private void blow(Random choices) {
    try {
      while (!over) {
        live(choices);
      }
    } catch (RuntimeException | Error e) {
      surprises.add(e.toString());
    }
  }

  private void live(Random choices) {
    Person person = new Person();
    if (!signUp(person, choices)) {
      return;
    }
    for (int step = 0; step < STEPS && !over; step++) {
      switch (choices.nextInt(8)) {
        case 0 -> logInElsewhere(person, choices);
        case 1 -> changePassword(person, choices);
        default -> refresh(person, choices);
      }
    }
    if (choices.nextBoolean()) {
      Person leaving = person.copy();
      repeat("logout", choices, 401, Set.of(410), leaving::logOut);
      loggedOut.add(person);
    } else {
      living.add(person);
    }
  }

  /** Whether it was acknowledged; what was not may have happened, so the address may be taken. */
  private boolean signUp(Person person, Random choices) {
    Answer first = send("signup", choices, person::signUp);
    if (first.status() == 200) {
      note(person);
      return true;
    }
    expect("signup", first, 503, NO_ANSWER);
    return false;
  }

  private void refresh(Person person, Random choices) {
    repeat("refresh", choices, 200, Set.of(), person::refresh);
    note(person);
  }

  private void logInElsewhere(Person person, Random choices) {
    Person other = person.elsewhere();
    repeat("login", choices, 200, Set.of(), other::logIn);
    note(other);
    living.add(other);
  }

  /**
   * What was repeated may have happened at the first time; then the current password is another.
   */
  private void changePassword(Person person, Random choices) {
    String next = "another-horse-" + choices.nextInt(1_000_000);
    Set<Integer> changedBefore = Set.of(400, 410);
    Answer last =
        repeat("password", choices, 200, changedBefore, n -> person.changePassword(n, next));
    if (last.status() != 200) {
      Person other = person.elsewhere(next);
      repeat("login", choices, 200, Set.of(), other::logIn);
      person.continueAs(other);
    }
    note(person);
    List<Person> others = living.stream().filter(p -> p.email().equals(person.email())).toList();
    living.removeAll(others);
    loggedOut.addAll(others);
  }

  private interface Deed {
    Answer at(Node node);
  }

  /**
   * Repeats while there is no acknowledgement.
   *
   * @param afterRepeating what may be answered instead if an earlier attempt has succeeded
   */
  private Answer repeat(
      String name, Random choices, int good, Set<Integer> afterRepeating, Deed deed) {
    for (boolean repeated = false; ; repeated = true) {
      Answer answer = send(name, choices, deed);
      if (answer.status() == good || repeated && afterRepeating.contains(answer.status())) {
        return answer;
      }
      expect(name, answer, 503, NO_ANSWER);
      if (over && System.nanoTime() - patienceEnds > 0) {
        throw new AssertionError(name + ": never answered, the last time with " + answer);
      }
    }
  }

  private Answer send(String name, Random choices, Deed deed) {
    long begun = System.nanoTime();
    Answer answer;
    try {
      answer = deed.at(nodes.get(choices.nextInt(nodes.size())));
    } catch (UncheckedIOException broken) {
      answer = new Answer(NO_ANSWER, null, broken.toString());
    }
    Request request = new Request(name, begun, System.nanoTime(), answer.status());
    requests.add(request);
    pause(request.isUnanswered() ? PAUSE_WITHOUT_AN_ANSWER_MILLIS : PAUSE_MILLIS);
    return answer;
  }

  private static void expect(String name, Answer answer, int... allowed) {
    for (int status : allowed) {
      if (answer.status() == status) {
        return;
      }
    }
    throw new AssertionError(name + ": " + answer);
  }

  private void note(Person person) {
    Person former = owners.putIfAbsent(person.refreshToken(), person);
    if (former != null && former != person) {
      surprises.add("one refresh token for two sessions");
    }
  }

  /** All requests so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Begins nothing new, and waits for what has begun. */
  @Override
  public void close() {
    patienceEnds = System.nanoTime() + PATIENCE.toNanos();
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Fails if something was answered that must not be, or if something is lost that was
   * acknowledged.
   *
   * @return what was checked
   */
  String check() {
    assertEquals(List.of(), List.copyOf(surprises));
    for (Person person : living) {
      Node node = nodes.get(0);
      person.session(node, person.secret()).expect(200);
      person.refresh(node).expect(200);
      person.elsewhere().logIn(nodes.get(1)).expect(200);
    }
    for (Person person : loggedOut) {
      person.session(nodes.get(0), person.secret()).expect(410);
      person.refresh(nodes.get(1)).expect(400);
    }
    assertTrue(!living.isEmpty() && !loggedOut.isEmpty(), "too little has happened");
    return living.size() + " living and " + loggedOut.size() + " ended sessions";
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
