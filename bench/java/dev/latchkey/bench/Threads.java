package dev.latchkey.bench;

import java.util.concurrent.Executor;

/**
 * Threads for what must be done at once: on two processors, the common pool of Java 25 has but one.
 */
final class Threads {

  /** Gives each task a thread of its own. */
  static final Executor ONE_EACH =
      task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
      };

  private Threads() {}
}
