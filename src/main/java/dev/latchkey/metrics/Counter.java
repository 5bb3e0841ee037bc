package dev.latchkey.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Counts events, for each combination of its labels' values. Safe for use by many threads, which do
 * not wait for each other.
 */
public final class Counter {

  private final String name;
  private final String help;
  private final List<String> labels;
  private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * @param name the name in Prometheus, ending in {@code _total}
   * @param help what it counts, in one sentence
   * @param labels the names of its labels
   */
  Counter(String name, String help, String... labels) {
    this.name = name;
    this.help = help;
    this.labels = List.of(labels);
    if (labels.length == 0) {
      known();
    }
  }

  /** Counts one. @param values of the labels, in their order; few different ones in all */
  public void increment(String... values) {
    add(1, values);
  }

  /** Counts several. */
  public void add(long amount, String... values) {
    of(List.of(values)).add(amount);
  }

  /**
   * Exposes the values of its labels as 0 before they have been counted; rates need a first value.
   */
  public Counter known(String... values) {
    of(List.of(values));
    return this;
  }

  /** The current count. */
  public long value(String... values) {
    LongAdder count = counts.get(List.of(values));
    return count == null ? 0 : count.sum();
  }

  /** The sum of the counts whose labels' values match. */
  public long total(Predicate<List<String>> which) {
    return counts.entrySet().stream()
        .filter(count -> which.test(count.getKey()))
        .mapToLong(count -> count.getValue().sum())
        .sum();
  }

  /** Writes all that has been counted. */
  public void writeTo(Exposition exposition) {
    Exposition.Family family = exposition.counter(name, help, labels.toArray(String[]::new));
    counts.entrySet().stream()
        .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
        .forEach(
            count -> family.sample(count.getValue().sum(), count.getKey().toArray(String[]::new)));
  }

  private LongAdder of(List<String> values) {
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    LongAdder known = counts.get(values);
    return known == null ? counts.computeIfAbsent(values, v -> new LongAdder()) : known;
  }
}
