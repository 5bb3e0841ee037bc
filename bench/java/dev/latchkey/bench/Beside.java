package dev.latchkey.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A target with another one beside it all the time, which is not measured. */
final class Beside implements Target {

  private final String name;
  private final Target target;
  private final Target other;

  Beside(String name, Target target, Target other) {
    this.name = name;
    this.target = target;
    this.other = other;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample run(Duration slice) {
    CompletableFuture<Sample> beside =
        CompletableFuture.supplyAsync(() -> other.run(slice.plusMillis(300)), Threads.ONE_EACH);
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Sample sample = target.run(slice);
    beside.join();
    return sample;
  }
}
