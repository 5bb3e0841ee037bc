package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** People who use both nodes all the time, and what they were answered. */
final class Traffic implements AutoCloseable {

  /** Slow enough for the limit of 120 refreshes a minute. */
  private static final long ROUND_MILLIS = 550;

  /** The status of an exchange whose connection broke. */
  static final int NO_ANSWER = 0;

  /** One exchange; times are of {@link System#nanoTime}. */
  record Exchange(Person person, Node node, String deed, long begun, long ended, Answer answer) {

    Duration took() {
      return Duration.ofNanos(ended - begun);
    }

    int status() {
      return answer.status();
    }

    @Override
    public String toString() {
      return deed + ": " + status() + " after " + took().toMillis() + " ms: " + answer.text();
    }
  }

  /** What a user does. */
  private interface Deed {
    Answer at(Node node);
  }

  private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /**
   * Begins: each of them refreshes, looks at the session and calls an application, on either node
   * in turn.
   */
  Traffic(List<Person> people, List<Node> nodes) {
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      int offset = i;
      Thread thread = new Thread(() -> use(person, nodes, offset), "traffic");
      thread.start();
      threads.add(thread);
    }
  }

  private void use(Person person, List<Node> nodes, int offset) {
    for (int i = offset; !over; i++) {
      long begun = System.nanoTime();
      Node node = nodes.get(i % nodes.size());
      note(person, "refresh", node, person::refresh);
      note(person, "session", node, person::session);
      note(person, "application", node, person::me);
      pause(ROUND_MILLIS - (System.nanoTime() - begun) / 1_000_000);
    }
  }

  private void note(Person person, String name, Node node, Deed deed) {
    long begun = System.nanoTime();
    Answer answer;
    try {
      answer = deed.at(node);
    } catch (UncheckedIOException broken) {
      answer = new Answer(NO_ANSWER, null, broken.toString());
    }
    exchanges.add(new Exchange(person, node, name, begun, System.nanoTime(), answer));
  }

  /** What was asked and answered between two moments. */
  List<Exchange> between(long from, long until) {
    return exchanges.stream().filter(e -> e.begun() - from >= 0 && e.ended() - until <= 0).toList();
  }

  /** What was asked after a moment. */
  List<Exchange> since(long from) {
    return exchanges.stream().filter(e -> e.begun() - from >= 0).toList();
  }

  List<Exchange> all() {
    return List.copyOf(exchanges);
  }

  static Duration longest(List<Exchange> some) {
    return some.stream().map(Exchange::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(Math.max(0, millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
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
}
