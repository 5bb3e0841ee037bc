package dev.latchkey.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Work that the benchmark itself does, on several threads: what a path cannot be faster than. */
final class LocalTarget implements Target {

  private final String name;
  private final List<Runnable> works = new ArrayList<>();
  private final ExecutorService threads;
  private final ProcessCpu database;

  /**
   * @param work gives each thread its own
   * @param database whose processor time is to be told, or null
   */
  LocalTarget(String name, int parallel, Supplier<Runnable> work, ProcessCpu database) {
    this.name = name;
    this.database = database;
    for (int i = 0; i < parallel; i++) {
      works.add(work.get());
    }
    this.threads =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    run(Duration.ofSeconds(3));
  }

  @Override
  public String name() {
    return name;
  }

  /** Only a little: it is warmed up when it is made. */
  @Override
  public boolean needsWarmUp() {
    return false;
  }

  @Override
  public Sample run(Duration slice) {
    double before = database == null ? Double.NaN : database.seconds();
    long begun = System.nanoTime();
    long end = begun + slice.toNanos();
    List<Future<Histogram>> parts =
        works.stream().map(work -> threads.submit(() -> repeat(work, end))).toList();
    Histogram all = new Histogram(60_000_000L, 3);
    for (Future<Histogram> part : parts) {
      all.add(join(part));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double used = database == null ? Double.NaN : database.seconds() - before;
    return new Sample(all.getTotalCount(), seconds, all, Double.NaN, used, Double.NaN, Double.NaN);
  }

  private static Histogram repeat(Runnable work, long end) {
    Histogram took = new Histogram(60_000_000L, 3);
    for (long from = System.nanoTime(); from < end; ) {
      work.run();
      long to = System.nanoTime();
      took.recordValue((to - from) / 1000);
      from = to;
    }
    return took;
  }

  private static Histogram join(Future<Histogram> part) {
    try {
      return part.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
