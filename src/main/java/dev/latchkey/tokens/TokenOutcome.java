package dev.latchkey.tokens;

import dev.latchkey.sessions.OpenSession;

/**
 * What came of looking for the session of a request's token, be it a session token or an access
 * token.
 *
 * @since 1.0
 */
public sealed interface TokenOutcome {

  /** Not a token to be believed; the request is anonymous. */
  TokenOutcome REFUSED = new Refused();

  /** A token to be believed whose session has ended; the client gets 410. */
  TokenOutcome SESSION_GONE = new SessionGone();

  /** A token of a session. */
  record Accepted(OpenSession session) implements TokenOutcome {}

  record Refused() implements TokenOutcome {}

  record SessionGone() implements TokenOutcome {}
}
