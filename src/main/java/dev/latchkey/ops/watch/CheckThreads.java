package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of health and metrics checks. They are separate from the server's executors, on which
 * a slow mail server would make the node look unhealthy, and from request threads, which would wait
 * for the database without a limit.
 */
@Shared
public class CheckThreads {

  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private @Nullable ExecutorService threads;

  /** Creates a check that takes at most two seconds, and whose result is reused for one. */
  <T> CachedCheck<T> check(Supplier<T> check) {
    return new CachedCheck<>(threads(), check, PATIENCE, GOOD_FOR, System::nanoTime);
  }

  private synchronized ExecutorService threads() {
    if (threads == null) {
      threads =
          new ThreadPoolExecutor(
              0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
    return threads;
  }

  @PreDestroy
  synchronized void end() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
