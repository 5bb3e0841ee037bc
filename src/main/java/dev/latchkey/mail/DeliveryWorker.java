package dev.latchkey.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the stored messages of one channel in the background, one round at a time: when
 * triggered, and periodically for retries and for messages that another node left behind.
 *
 * <p>Requests only set a flag, which the next tick finds. They must not pass work to a managed
 * executor: Payara runs it with the invocation of the request and closes the request's entity
 * manager meanwhile.
 */
final class DeliveryWorker {

  private static final Logger LOG = System.getLogger("dev.latchkey.mail");
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofSeconds(15);
  private static final Duration LAST_ROUND = Duration.ofSeconds(10);

  private final OutboundMails mails;
  private final MailTransport transport;
  private final RetryDelays delays;
  private final DeliveryState state;
  private final ReentrantLock round = new ReentrantLock();
  private volatile boolean woken;
  private volatile boolean stopped = true;
  private volatile long nextRoundNanos;
  private volatile @Nullable Future<?> ticking;

  DeliveryWorker(
      OutboundMails mails, MailTransport transport, RetryDelays delays, DeliveryState state) {
    this.mails = mails;
    this.transport = transport;
    this.delays = delays;
    this.state = state;
  }

  String description() {
    return transport.description();
  }

  boolean reachesPeople() {
    return transport.reachesPeople();
  }

  /** Starts delivery on threads of this executor, and logs how messages are sent. */
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

  /** Claims no more messages from now on. Returns immediately. */
  void stop() {
    stopped = true;
    if (ticking != null) {
      ticking.cancel(false);
    }
  }

  /** Waits a while for a message that is being sent. */
  void awaitEnd() {
    try {
      if (round.tryLock(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        round.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Triggers the delivery of due messages. Returns immediately and never throws; does nothing while
   * stopped.
   */
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
      new DeliveryRound(mails, transport, delays, state, () -> stopped)
          .run()
          .ifPresent(this::comeBackAfter);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, "{0}: delivery is paused. {1}", mails.channel().noun(), e.getMessage());
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
