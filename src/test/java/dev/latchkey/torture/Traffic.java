package dev.latchkey.torture;

import dev.latchkey.it.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** People who use both nodes all the time, and what they were answered. */
final class Traffic implements AutoCloseable {

  /** One exchange; times are of {@link System#nanoTime}. */
  record Exchange(String deed, Node node, long begun, long ended, Answer answer) {

    Duration took() {
      return Duration.ofNanos(ended - begun);
    }

    boolean isWithin(long from, long until) {
      return begun - from >= 0 && ended - until <= 0;
    }

    @Override
    public String toString() {
      return deed + " " + answer.status() + " after " + took().toMillis() + " ms: " + answer.text();
    }
  }

  /** What somebody does. */
  private interface Deed {
    Answer at(Node node);
  }

  private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /** Begins: each of them refreshes, looks at the session and calls an application, on either node in turn. */
  Traffic(List<Person> people, List<Node> nodes) {
    for (Person person : people) {
      Thread thread = new Thread(() -> use(person, nodes), "traffic");
      thread.start();
      threads.add(thread);
    }
  }

  private void use(Person person, List<Node> nodes) {
    for (int i = threads.size(); !over; i++) {
      Node node = nodes.get(i % nodes.size());
      note("refresh", node, person::refresh);
      note("session", node, person::session);
      note("me", node, person::me);
    }
  }

  private void note(String name, Node node, Deed deed) {
    long begun = System.nanoTime();
    Answer answer = deed.at(node);
    exchanges.add(new Exchange(name, node, begun, System.nanoTime(), answer));
  }

  /** What was asked and answered between two moments. */
  List<Exchange> between(long from, long until) {
    return exchanges.stream().filter(e -> e.isWithin(from, until)).toList();
  }

  List<Exchange> all() {
    return List.copyOf(exchanges);
  }

  static Duration longest(List<Exchange> some) {
    return some.stream().map(Exchange::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  static long count(List<Exchange> some, Predicate<Exchange> which) {
    return some.stream().filter(which).count();
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
