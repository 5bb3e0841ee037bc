package dev.latchkey.flows.login;

import dev.latchkey.sessions.OpenSession;
import java.util.Map;

/**
 * Where a login, a sign-up or the end of a stage has led.
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
}
