package dev.latchkey.flows;

import java.time.Duration;

/** What came of asking for another code. */
public sealed interface ResendOutcome {

  record Sent() implements ResendOutcome {}

  /** No code is awaited, or there is no second one. */
  record NotPending() implements ResendOutcome {}

  record Limited(Duration retryAfter) implements ResendOutcome {}
}
