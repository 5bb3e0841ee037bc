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
 * within a minute; and encrypts stored secrets anew after a change of the secret key.
 */
@Shared
public class KeyUpkeep {

  private static final int EVERY_SECONDS = 20;

  private final KeyRing keys;
  private final Resealing resealing;
  private volatile @Nullable Future<?> turns;

  @Inject
  public KeyUpkeep(KeyRing keys, Resealing resealing) {
    this.keys = keys;
    this.resealing = resealing;
  }

  /** Starts on threads of this executor. */
  public void start(ScheduledExecutorService threads) {
    turns =
        threads.scheduleWithFixedDelay(this::turn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void turn() {
    keys.upkeep();
    resealing.run();
  }

  public void stop() {
    if (turns != null) {
      turns.cancel(false);
    }
  }
}
