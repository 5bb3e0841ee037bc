package dev.latchkey.mail;

import dev.latchkey.Shared;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends stored mails in the background, one round at a time: when woken, and now and then for what is
 * to be tried again or was left behind by another node.
 */
@Shared
public class Delivery {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");
  private static final Duration POLL = Duration.ofSeconds(15);
  private static final Duration LAST_ROUND = Duration.ofSeconds(10);

  private final OutboundMails mails;
  private final MailTransport transport;
  private final RetryDelays delays;
  private final AtomicInteger calls = new AtomicInteger();
  private final ReentrantLock round = new ReentrantLock();
  private volatile ScheduledExecutorService executor;
  private volatile Future<?> polling;

  @Inject
  public Delivery(Database database, ServerSecrets secrets, Settings settings) {
    this(
        new OutboundMails(database, secrets),
        MailTransports.of(settings),
        new RetryDelays(() -> ThreadLocalRandom.current().nextDouble()));
  }

  Delivery(OutboundMails mails, MailTransport transport, RetryDelays delays) {
    this.mails = mails;
    this.transport = transport;
    this.delays = delays;
  }

  /** Begins to send, on threads of this executor, and says in the log where mails go. */
  public void start(ScheduledExecutorService threads) {
    LOG.log(transport.reachesPeople() ? Level.INFO : Level.WARNING, "Mail: {0}.", transport.description());
    executor = threads;
    long first = ThreadLocalRandom.current().nextLong(POLL.toMillis());
    polling = threads.scheduleWithFixedDelay(this::wake, first, POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops sending, and waits a while for a mail that is on its way just now. */
  public void stop() {
    executor = null;
    if (polling != null) {
      polling.cancel(false);
    }
    try {
      if (round.tryLock(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        round.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has due mails sent soon. Returns at once and never throws; does nothing while stopped. */
  public void wake() {
    ScheduledExecutorService threads = executor;
    if (threads == null || calls.getAndIncrement() > 0) {
      return;
    }
    try {
      threads.execute(this::work);
    } catch (RejectedExecutionException busy) {
      calls.set(0);
    }
  }

  /** Runs rounds until no call has come during the last one. */
  private void work() {
    round.lock();
    try {
      int answered;
      do {
        answered = calls.get();
        runRound();
      } while (calls.addAndGet(-answered) > 0);
    } catch (Error e) {
      calls.set(0);
      throw e;
    } finally {
      round.unlock();
    }
  }

  private void runRound() {
    try {
      new DeliveryRound(mails, transport, delays, () -> executor == null).run().ifPresent(this::wakeAfter);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Mails wait: {0}", e.getMessage());
    }
  }

  private void wakeAfter(Duration delay) {
    ScheduledExecutorService threads = executor;
    if (threads != null && delay.compareTo(POLL) < 0) {
      try {
        threads.schedule(this::wake, delay.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException busy) {
        // The next poll will do.
      }
    }
  }
}
