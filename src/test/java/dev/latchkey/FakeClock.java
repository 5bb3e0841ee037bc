package dev.latchkey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class FakeClock extends Clock {

  private final AtomicReference<Instant> time;

  public FakeClock(Instant time) {
    this.time = new AtomicReference<>(time);
  }

  /** Stopped at this very moment, give or take: 123 ms after the full second. */
  public static FakeClock stoppedNow() {
    return new FakeClock(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(123));
  }

  public void advance(Duration duration) {
    time.updateAndGet(t -> t.plus(duration));
  }

  public void set(Instant instant) {
    time.set(instant);
  }

  @Override
  public Instant instant() {
    return time.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock tells UTC");
  }
}
