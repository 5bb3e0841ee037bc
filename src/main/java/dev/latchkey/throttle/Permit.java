package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

/** Whether an attempt may be made. */
public sealed interface Permit {

  /** It may, and has been counted in these buckets. */
  record Granted(List<String> buckets) implements Permit {}

  /** It may not, for so long. */
  record Denied(Duration retryAfter) implements Permit {}
}
