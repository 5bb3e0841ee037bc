package dev.latchkey.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A table of ways to do the same. They take turns of a few milliseconds on one thread, and time is
 * the thread's own processor time: other load on the processors counts for all alike.
 */
final class SideBySide {

  private static final long TURN_NANOS = 20_000_000;
  private static final int TURNS_A_ROUND = 20;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Report report;
  private final int turns;

  /**
   * Begins the table.
   *
   * @param things what is counted
   */
  SideBySide(Bench.Surroundings all, String title, String things) {
    this.report = all.report();
    this.turns = all.options().isSmoke() ? 2 : TURNS_A_ROUND * all.options().rounds();
    report.title(title + ", per second of one processor");
    report.head("", "way", things, "of the first", "times as long");
  }

  /** Adds a row for each way, by its name; all are compared with the first. */
  void compare(String title, Map<String, Callable<?>> ways) {
    List<Callable<?>> works = List.copyOf(ways.values());
    List<List<Double>> rates = new ArrayList<>();
    works.forEach(work -> rates.add(new ArrayList<>()));
    for (int turn = -turns; turn < turns; turn++) {
      for (int i = 0; i < works.size(); i++) {
        double rate = rate(works.get(i));
        if (turn >= 0) {
          rates.get(i).add(rate);
        }
      }
    }
    List<String> names = List.copyOf(ways.keySet());
    for (int i = 0; i < works.size(); i++) {
      List<Double> ratios = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        ratios.add(rates.get(i).get(turn) / rates.get(0).get(turn));
      }
      double ratio = Turns.median(ratios);
      report.row(
          title,
          names.get(i),
          Report.number(Turns.median(rates.get(i)), 0),
          Report.number(ratio, 2),
          Report.number(1 / ratio, 2));
    }
  }

  /** How often the work is done in a second of the processor. */
  private double rate(Callable<?> work) {
    long begun = threads.getCurrentThreadCpuTime();
    long used;
    int times = 0;
    do {
      for (int i = 0; i < 4; i++) {
        call(work);
      }
      times += 4;
      used = threads.getCurrentThreadCpuTime() - begun;
    } while (used < TURN_NANOS);
    return times * 1e9 / used;
  }

  static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
