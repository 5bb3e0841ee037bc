package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CountDownLatch;

/** Waiting, where a checked exception has no place. */
final class Latches {

  private Latches() {}

  static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
