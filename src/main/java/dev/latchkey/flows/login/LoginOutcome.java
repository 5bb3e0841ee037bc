package dev.latchkey.flows.login;

import dev.latchkey.flows.Problem;
import dev.latchkey.sessions.OpenSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of an attempt to log in, to sign up, or to take a login one stage further.
 *
 * @since 1.0
 */
public sealed interface LoginOutcome {

  /**
   * The login is complete.
   *
   * @param session the session with its new token
   * @param tokens what the token strategy hands out beside it
   */
  record Complete(OpenSession session, Map<String, String> tokens) implements LoginOutcome {

    @Override
    public String toString() {
      return "complete in " + session;
    }
  }

  /**
   * A stage is owed.
   *
   * @param isNew whether the client does not know the session's token yet
   */
  record Pending(OpenSession session, boolean isNew) implements LoginOutcome {}

  /** It was refused. */
  record Refused(List<Problem> problems) implements LoginOutcome {

    public static Refused because(Problem problem) {
      return new Refused(List.of(problem));
    }
  }

  /** It was tried too often. */
  record Limited(Duration retryAfter) implements LoginOutcome {}

  /** Nobody may sign up here. */
  record Closed() implements LoginOutcome {}
}
