package dev.latchkey.flows;

import java.time.Duration;
import java.util.List;

/** Why a use case rejected a request. All use cases share these types; {@code api} maps them. */
public sealed interface Refusal {

  /** The input is invalid. */
  record Problems(List<Problem> problems) implements Refusal {

    public Problems {
      problems = List.copyOf(problems);
    }
  }

  /** There were too many attempts. */
  record Limited(Duration retryAfter) implements Refusal {}

  /** Nothing waits for this step, or it no longer does. */
  record NotPending() implements Refusal {}

  /** The account or its settings do not allow it. */
  record Conflict() implements Refusal {}

  /** What the request is about does not exist. */
  record Missing() implements Refusal {}

  /** No message was sent: none is needed, or the recipient received one a moment ago. */
  record NotSent() implements Refusal {}

  /** Sign-up is closed. */
  record Closed() implements Refusal {}

  /** The session has ended in the meantime. */
  record Gone() implements Refusal {}

  static Refusal because(Problem problem) {
    return new Problems(List.of(problem));
  }
}
