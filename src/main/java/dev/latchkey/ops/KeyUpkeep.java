package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.keys.KeyRing;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and rotates the signing keys in the background, on every node, so that all nodes agree
 * within a minute.
 */
@Shared
public class KeyUpkeep {

  private static final int EVERY_SECONDS = 20;

  private final KeyRing keys;
  private volatile @Nullable Future<?> turns;

  @Inject
  public KeyUpkeep(KeyRing keys) {
    this.keys = keys;
  }

  /** Starts on threads of this executor. */
  public void start(ScheduledExecutorService threads) {
    turns =
        threads.scheduleWithFixedDelay(
            keys::upkeep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  public void stop() {
    if (turns != null) {
      turns.cancel(false);
    }
  }
}
