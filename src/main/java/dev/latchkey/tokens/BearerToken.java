package dev.latchkey.tokens;

import dev.latchkey.sessions.OpenSession;

/**
 * What a strategy makes of the bearer token of a request to the API.
 *
 * @since 1.0
 */
public sealed interface BearerToken {

  /** Not a token to be believed; the request is anonymous. */
  BearerToken REFUSED = new Refused();

  /** A token to be believed whose session has ended; the client gets 410. */
  BearerToken SESSION_GONE = new SessionGone();

  /** A token of a session. */
  record Accepted(OpenSession session) implements BearerToken {}

  record Refused() implements BearerToken {}

  record SessionGone() implements BearerToken {}
}
