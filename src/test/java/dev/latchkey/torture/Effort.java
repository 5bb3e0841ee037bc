package dev.latchkey.torture;

import java.time.Duration;
import java.util.Random;

/** How long the tests try. */
public final class Effort {

  /** Whether they run at full length. */
  public static final boolean FULL = Boolean.getBoolean("torture.full");

  /** Decides all choices at random; {@code -Dtorture.seed=} repeats a run's. */
  public static final long SEED = seed(Long.getLong("torture.seed", 0));

  private Effort() {}

  /** How many of something: fewer in the ordinary run. */
  public static int of(int few, int many) {
    return FULL ? many : few;
  }

  public static Duration of(Duration brief, Duration lengthy) {
    return FULL ? lengthy : brief;
  }

  /** The choices of one round, the same whenever the seed is. */
  public static Random choices(int round) {
    return new Random(SEED * 1_000_003L + round);
  }

  private static long seed(long given) {
    return given == 0 ? System.nanoTime() & 0xffff_ffffL : given;
  }
}
