package dev.latchkey.tokens;

import java.time.Instant;
import java.util.Locale;

/**
 * What became of a refresh token that a client presented; {@code sessionEnd} is when its session
 * ends at last.
 */
sealed interface RefreshOutcome {

  /** As figures call it: {@code rotated}. */
  default String text() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** It was exchanged just now. */
  record Rotated(Instant sessionEnd, TokenStamp successor, Subject subject)
      implements RefreshOutcome {}

  /** Another request exchanged it; this one shares what that one got. */
  record Replayed(Instant sessionEnd, TokenStamp successor, Subject subject)
      implements RefreshOutcome {}

  /** It stays good, since tokens are not rotated. */
  record Kept(Instant sessionEnd, Subject subject) implements RefreshOutcome {}

  /** It was used before, too long ago for an honest client: the session has been ended. */
  record Reused() implements RefreshOutcome {}

  /** It is not, or no longer, good for anything. */
  record Refused() implements RefreshOutcome {}
}
