package dev.latchkey.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast the processors are just now, by a fixed piece of work on all of them at once. They share
 * a machine with others, and can be slow for minutes.
 */
final class Speed {

  private static final int TIMES = 300;

  private final int processors = Runtime.getRuntime().availableProcessors();
  private final byte[] text = new byte[64 * 1024];
  private double best = Double.MAX_VALUE;

  Speed() {
    for (int i = 0; i < 10; i++) {
      now();
    }
  }

  /** The time that the work takes now, in proportion to the shortest that was seen: 1, or more. */
  double now() {
    long begun = System.nanoTime();
    Stream<CompletableFuture<Void>> parts =
        IntStream.range(0, processors)
            .mapToObj(i -> CompletableFuture.runAsync(this::work, Threads.ONE_EACH));
    parts.toList().forEach(CompletableFuture::join);
    double took = System.nanoTime() - begun;
    best = Math.min(best, took);
    return took / best;
  }

  private void work() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < TIMES; i++) {
        digest.update(text);
      }
      digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
