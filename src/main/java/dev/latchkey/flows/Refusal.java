package dev.latchkey.flows;

import java.time.Duration;
import java.util.List;

/** Why a use case did not do what was asked. One family for all of them; {@code api} maps it. */
public sealed interface Refusal {

  /** The input is not accepted. */
  record Problems(List<Problem> problems) implements Refusal {

    public Problems {
      problems = List.copyOf(problems);
    }
  }

  /** It was tried too often. */
  record Limited(Duration retryAfter) implements Refusal {}

  /** Nothing waits for this step, or no longer. */
  record NotPending() implements Refusal {}

  /** No message was sent: none is needed, or the recipient had one a moment ago. */
  record NotSent() implements Refusal {}

  /** Sign-up is closed. */
  record Closed() implements Refusal {}

  /** The session has ended meanwhile. */
  record Gone() implements Refusal {}

  static Refusal because(Problem problem) {
    return new Problems(List.of(problem));
  }
}
