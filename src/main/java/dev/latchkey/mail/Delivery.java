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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends stored mails in the background, one round at a time: when woken, and now and then for what is
 * to be tried again or was left behind by another node.
 *
 * <p>Requests only leave a note that the next tick finds. They must not hand work to a managed executor
 * themselves: Payara runs it with the invocation of the request, and closes the request's entity manager
 * under it.
 */
@Shared
public class Delivery {

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
    stopped = false;
    nextRoundNanos = System.nanoTime() + ThreadLocalRandom.current().nextLong(POLL.toNanos());
    ticking = threads.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops sending, and waits a while for a mail that is on its way just now. */
  public void stop() {
    stopped = true;
    if (ticking != null) {
      ticking.cancel(false);
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
      new DeliveryRound(mails, transport, delays, () -> stopped).run().ifPresent(this::comeBackAfter);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Mails wait: {0}", e.getMessage());
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
