package dev.latchkey.ops;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Server threads for background work, one per job, from startup to shutdown.
 *
 * <p>Not the server's scheduled executor: that sets up the context of a task each time it is due,
 * and GlassFish drops a task for good if that fails, as it may during the deployment of an
 * application. A thread is set up once.
 */
final class BackgroundThreads extends ScheduledThreadPoolExecutor {

  private static final int JOBS = 8;

  BackgroundThreads(ThreadFactory server) {
    super(JOBS, server);
    setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    prestartAllCoreThreads();
  }

  /** These threads, which begin each task after a while. */
  Executor after(Duration delay) {
    return task -> schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
