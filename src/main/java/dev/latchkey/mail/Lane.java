package dev.latchkey.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends what is stored for one channel in the background, one round at a time: when woken, and now
 * and then for what is to be tried again or was left behind by another node.
 *
 * <p>Requests only leave a note that the next tick finds. They must not hand work to a managed
 * executor themselves: Payara runs it with the invocation of the request, and closes the request's
 * entity manager under it.
 */
final class Lane {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofSeconds(15);
  private static final Duration LAST_ROUND = Duration.ofSeconds(10);

  private final OutboundMails mails;
  private final MailTransport transport;
  private final RetryDelays delays;
  private final ReentrantLock round = new ReentrantLock();
  private volatile boolean woken;
  private volatile boolean stopped = true;
  private volatile long nextRoundNanos;
  private volatile Future<?> ticking;

  Lane(OutboundMails mails, MailTransport transport, RetryDelays delays) {
    this.mails = mails;
    this.transport = transport;
    this.delays = delays;
  }

  /** Begins to send, on threads of this executor, and says in the log where messages go. */
  void start(ScheduledExecutorService threads) {
    LOG.log(
        transport.reachesPeople() ? Level.INFO : Level.WARNING,
        "{0}: {1}.",
        mails.channel().noun(),
        transport.description());
    stopped = false;
    nextRoundNanos = System.nanoTime() + ThreadLocalRandom.current().nextLong(POLL.toNanos());
    ticking =
        threads.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Claims nothing more from now on. Returns at once. */
  void stop() {
    stopped = true;
    if (ticking != null) {
      ticking.cancel(false);
    }
  }

  /** Waits a while for a message that is on its way just now. */
  void awaitEnd() {
    try {
      if (round.tryLock(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        round.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has due messages sent soon. Returns at once and never throws; does nothing while stopped. */
  void wake() {
    woken = true;
  }

  private void tick() {
    if (stopped || !woken && System.nanoTime() - nextRoundNanos < 0) {
      return;
    }
    round.lock();
    try {
      woken = false;
      nextRoundNanos = System.nanoTime() + POLL.toNanos();
      new DeliveryRound(mails, transport, delays, () -> stopped)
          .run()
          .ifPresent(this::comeBackAfter);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0}: all wait. {1}", mails.channel().noun(), e.getMessage());
    } finally {
      round.unlock();
    }
  }

  private void comeBackAfter(Duration delay) {
    if (delay.compareTo(POLL) < 0) {
      nextRoundNanos = System.nanoTime() + delay.toNanos();
    }
  }
}
