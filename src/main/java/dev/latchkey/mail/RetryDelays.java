package dev.latchkey.mail;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The delay before the next attempt: it grows, and is randomized so that mails are not retried
 * together.
 */
final class RetryDelays {

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(4));

  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1
   */
  RetryDelays(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * The delay, plus or minus a fifth.
   *
   * @param failed how many attempts have failed, at least one
   */
  Duration after(int failed) {
    Duration step = STEPS.get(Math.min(failed, STEPS.size()) - 1);
    return Duration.ofMillis((long) (step.toMillis() * (0.8 + 0.4 * random.getAsDouble())));
  }
}
