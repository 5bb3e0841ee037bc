package dev.latchkey.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Has targets take turns: A, B, C, A, B, C … Rounds in which the processors were slow before or
 * after a turn do not count, except where there would be too few left.
 */
final class Turns {

  private static final double SLOW = 1.25;
  private static final int WARM_UPS = 4;
  private static final int MOST_WARM_UPS = 16;
  private static final double AT_REST = 0.04;

  private final Options options;
  private final Speed speed;

  Turns(Options options, Speed speed) {
    this.options = options;
    this.speed = speed;
  }

  /** Warms all of them up, and then measures. */
  Measured measure(List<? extends Target> targets) {
    warmUp(targets.stream().filter(Target::needsWarmUp).toList());
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      rounds.add(round(targets));
    }
    return new Measured(
        targets.stream().map(Target::name).toList(), fastest(rounds), rounds.size());
  }

  /**
   * Runs them in turns for as long as was asked for, and on while the compilers still work beside
   * them: a path that takes milliseconds of processor comes to be compiled well only after minutes.
   */
  private void warmUp(List<? extends Target> targets) {
    double compiling;
    int turns = 0;
    do {
      List<Sample> samples =
          targets.stream().map(t -> t.run(options.warmUp().dividedBy(WARM_UPS))).toList();
      compiling = samples.stream().mapToDouble(s -> s.compiling() / s.seconds()).max().orElse(0);
      turns++;
    } while (turns < WARM_UPS
        || compiling > AT_REST && turns < MOST_WARM_UPS && !options.isSmoke());
  }

  private Round round(List<? extends Target> targets) {
    Map<String, Sample> samples = new LinkedHashMap<>();
    double slowest = speed.now();
    for (Target target : targets) {
      samples.put(target.name(), target.run(options.slice()));
      slowest = Math.max(slowest, speed.now());
    }
    return new Round(samples, slowest);
  }

  /** Those that were not slow, but at least the faster half. */
  private static List<Round> fastest(List<Round> rounds) {
    double median = median(rounds.stream().map(Round::slowest).toList());
    return rounds.stream().filter(round -> round.slowest <= Math.max(SLOW, median)).toList();
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /**
   * @param slowest how slow the processors were at most: 1 for as fast as was ever seen
   */
  private record Round(Map<String, Sample> samples, double slowest) {}

  /** What the targets did in the rounds that count. */
  record Measured(List<String> names, List<Round> rounds, int of) {

    int kept() {
      return rounds.size();
    }

    /** The median of something that each slice tells. */
    double median(String name, ToDoubleFunction<Sample> figure) {
      return Turns.median(
          rounds.stream().map(r -> figure.applyAsDouble(r.samples.get(name))).toList());
    }

    /** How many times the rate of another target this one has: the median over the rounds. */
    double ratio(String name, String limit) {
      return Turns.median(
          rounds.stream()
              .map(r -> r.samples.get(name).perSecond() / r.samples.get(limit).perSecond())
              .toList());
    }

    /** A quantile of the latencies of all rounds, in milliseconds. */
    double latency(String name, double percent) {
      var all = new org.HdrHistogram.Histogram(60_000_000L, 3);
      rounds.forEach(r -> all.add(r.samples.get(name).latencies()));
      return all.getValueAtPercentile(percent) / 1000.0;
    }
  }
}
