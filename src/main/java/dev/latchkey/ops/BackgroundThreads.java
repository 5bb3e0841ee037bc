package dev.latchkey.ops;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * Threads of the server's for what works in the background, one for each job, from start-up to the
 * end.
 *
 * <p>Not the server's scheduled executor: that sets up a task's surroundings each time it is due,
 * and GlassFish forgets a task for good when that fails, as it may while an application is being
 * deployed. A thread is set up once.
 */
final class BackgroundThreads extends ScheduledThreadPoolExecutor {

  private static final int JOBS = 5;

  BackgroundThreads(ThreadFactory server) {
    super(JOBS, server);
    setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    prestartAllCoreThreads();
  }
}
