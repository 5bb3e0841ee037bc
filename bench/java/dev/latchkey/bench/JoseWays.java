package dev.latchkey.bench;

import dev.latchkey.bench.jose.Way;
import dev.latchkey.bench.jose.Ways;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Tokens signed and verified through jose4j, beside the Java runtime alone. The ways take turns of
 * a few milliseconds, and time is the thread's own: other load on the processors counts for all
 * alike.
 */
final class JoseWays implements Bench.Part {

  private static final List<String> ALGORITHMS = List.of("RS256", "ES256", "EdDSA", "HS256");
  private static final long TURN_NANOS = 20_000_000;
  private static final int TURNS_A_ROUND = 20;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public void run(Bench.Surroundings all) {
    all.report().title("Tokens signed and verified, per second of one processor");
    all.report().head("", "way", "tokens", "of the Java runtime's");
    int turns = all.options().isSmoke() ? 2 : TURNS_A_ROUND * all.options().rounds();
    for (String algorithm : ALGORITHMS) {
      List<Way> ways = Ways.of(algorithm);
      List<Callable<?>> sign = new ArrayList<>();
      List<Callable<?>> verify = new ArrayList<>();
      for (Way way : ways) {
        String token = call(() -> way.sign(Ways.PAYLOAD));
        sign.add(() -> way.sign(Ways.PAYLOAD));
        verify.add(() -> way.verify(token));
      }
      compare(all.report(), algorithm + ", sign", ways, sign, turns);
      compare(all.report(), algorithm + ", verify", ways, verify, turns);
    }
  }

  private void compare(
      Report report, String title, List<Way> ways, List<Callable<?>> works, int turns) {
    List<List<Double>> rates = new ArrayList<>();
    works.forEach(work -> rates.add(new ArrayList<>()));
    for (int turn = -turns / 3; turn < turns; turn++) {
      for (int i = 0; i < works.size(); i++) {
        double rate = rate(works.get(i));
        if (turn >= 0) {
          rates.get(i).add(rate);
        }
      }
    }
    for (int i = 0; i < works.size(); i++) {
      List<Double> ratios = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        ratios.add(rates.get(i).get(turn) / rates.get(0).get(turn));
      }
      report.row(
          title,
          ways.get(i).name(),
          Report.number(Turns.median(rates.get(i)), 0),
          Report.number(Turns.median(ratios), 2));
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

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
