package dev.latchkey.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin at the same moment, time and again. */
final class Crowd implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 300;

  /** What each of them does. */
  interface Deed<T> {
    T by(int number) throws Exception;
  }

  private final int size;
  private final ExecutorService threads;

  Crowd(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size);
  }

  /** Has all of them do it, and waits for what they bring; the first failure is thrown. */
  <T> List<T> all(Deed<T> deed) {
    CountDownLatch ready = new CountDownLatch(size);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = i;
      running.add(
          threads.submit(
              () -> {
                ready.countDown();
                ready.await();
                return deed.by(number);
              }));
    }
    return results(running);
  }

  /** Runs the task that many times, on the threads that are free. */
  <T> List<T> share(int times, Deed<T> deed) {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = i;
      running.add(threads.submit(() -> deed.by(number)));
    }
    return results(running);
  }

  <T> Future<T> one(Deed<T> deed) {
    return threads.submit(() -> deed.by(0));
  }

  private <T> List<T> results(List<Future<T>> running) {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> one : running) {
        results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (Exception e) {
      running.forEach(one -> one.cancel(true));
      throw new AssertionError("one of " + running.size() + " has failed, seed " + Effort.SEED, e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
