package dev.latchkey.ops.watch;

import dev.latchkey.metrics.Exposition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics for a server that reads them one after the other: they are read together and cached
 * for a second. Thread-safe.
 */
final class MetricsSnapshot {

  private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();

  private final NodeMetrics metrics;
  private final LongSupplier nanoTime;
  private @Nullable Map<List<String>, Double> read;
  private long readAt;

  MetricsSnapshot(NodeMetrics metrics) {
    this(metrics, System::nanoTime);
  }

  MetricsSnapshot(NodeMetrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /** A metric by its name and the values of its labels; NaN while it is unavailable. */
  synchronized double of(String name, String... values) {
    if (read == null || nanoTime.getAsLong() - readAt > GOOD_FOR) {
      Map<List<String>, Double> all = new HashMap<>();
      metrics.writeTo(new Collection(all));
      read = all;
      readAt = nanoTime.getAsLong();
    }
    return read.getOrDefault(key(name, values), Double.NaN);
  }

  private static List<String> key(String name, String... values) {
    String[] key = new String[values.length + 1];
    key[0] = name;
    System.arraycopy(values, 0, key, 1, values.length);
    return List.of(key);
  }

  private record Collection(Map<List<String>, Double> all) implements Exposition {

    @Override
    public Family counter(String name, String help, String... labels) {
      return gauge(name, help, labels);
    }

    @Override
    public Family gauge(String name, String help, String... labels) {
      return new Family() {
        @Override
        public Family sample(double value, String... values) {
          all.put(key(name, values), value);
          return this;
        }
      };
    }
  }
}
