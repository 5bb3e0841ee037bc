package dev.latchkey.tokens;

import dev.latchkey.sessions.OpenSession;

/**
 * The outcome of finding the session of a request's token, which is a session token or an access
 * token.
 *
 * @since 1.0
 */
public sealed interface TokenOutcome {

  /** The token is invalid; the request is anonymous. */
  TokenOutcome REJECTED = new Rejected();

  /** The token is valid, but its session has ended; the client gets 410. */
  TokenOutcome SESSION_GONE = new SessionGone();

  /** The token of a session. */
  record Accepted(OpenSession session) implements TokenOutcome {}

  record Rejected() implements TokenOutcome {}

  record SessionGone() implements TokenOutcome {}
}
