package dev.latchkey.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several targets at once, taken together. */
final class Together implements Target {

  private final String name;
  private final List<? extends Target> targets;

  Together(String name, List<? extends Target> targets) {
    this.name = name;
    this.targets = targets;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample run(Duration slice) {
    List<CompletableFuture<Sample>> parts = new ArrayList<>();
    targets.forEach(
        target ->
            parts.add(CompletableFuture.supplyAsync(() -> target.run(slice), Threads.ONE_EACH)));
    return parts.stream().map(CompletableFuture::join).reduce(Together::sum).orElseThrow();
  }

  private static Sample sum(Sample a, Sample b) {
    var latencies = a.latencies().copy();
    latencies.add(b.latencies());
    return new Sample(
        a.requests() + b.requests(),
        Math.max(a.seconds(), b.seconds()),
        latencies,
        a.serverCpu() + b.serverCpu(),
        Math.max(a.databaseCpu(), b.databaseCpu()),
        a.allocated() + b.allocated(),
        a.compiling() + b.compiling());
  }
}
