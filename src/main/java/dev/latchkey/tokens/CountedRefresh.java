package dev.latchkey.tokens;

import java.time.Duration;
import java.util.Optional;

/** The result of a refresh that is counted against its rate limit. */
public sealed interface CountedRefresh {

  /** It was counted; there are tokens unless the refresh token was rejected. */
  record Allowed(Optional<RefreshedTokens> tokens) implements CountedRefresh {}

  /** The limit is reached; another attempt may be made after this time. */
  record Denied(Duration retryAfter) implements CountedRefresh {}
}
