package dev.latchkey.flows;

import java.time.Duration;
import java.util.List;

/** Why a use case rejected a request. All use cases share these types; {@code api} maps them. */
public sealed interface Rejection {

  /** The input is invalid. */
  record Problems(List<Problem> problems) implements Rejection {

    public Problems {
      problems = List.copyOf(problems);
    }
  }

  /** There were too many attempts. */
  record Limited(Duration retryAfter) implements Rejection {}

  /** Nothing waits for this step, or it no longer does. */
  record NotPending() implements Rejection {}

  /** No message was sent: none is needed, or the recipient received one a moment ago. */
  record NotSent() implements Rejection {}

  /** Sign-up is closed. */
  record Closed() implements Rejection {}

  /** The session has ended in the meantime. */
  record Gone() implements Rejection {}

  static Rejection because(Problem problem) {
    return new Problems(List.of(problem));
  }
}
