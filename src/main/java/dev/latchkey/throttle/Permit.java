package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

/** Whether an attempt may be made. */
public sealed interface Permit {

  /** It may be made, and has been counted in these buckets. */
  record Granted(List<String> buckets) implements Permit {}

  /** It may not be made before this time has passed. */
  record Denied(Duration retryAfter) implements Permit {}
}
