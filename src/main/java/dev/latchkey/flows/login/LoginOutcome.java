package dev.latchkey.flows.login;

import dev.latchkey.sessions.OpenSession;
import java.util.Map;

/**
 * The outcome of a login, a sign-up or a completed stage.
 *
 * @since 1.0
 */
public sealed interface LoginOutcome {

  /**
   * The login is complete.
   *
   * @param session the session with its new token
   * @param tokens the tokens that the token strategy issues in addition
   */
  record Complete(OpenSession session, Map<String, String> tokens) implements LoginOutcome {

    @Override
    public String toString() {
      return "complete in " + session;
    }
  }

  /**
   * The login still owes a stage.
   *
   * @param isNew true if the client does not know the session's token yet; otherwise the token is
   *     empty here
   */
  record Pending(OpenSession session, boolean isNew) implements LoginOutcome {}
}
