package dev.latchkey.tokens;

import java.time.Instant;
import java.util.Locale;

/** The outcome of presenting a refresh token; {@code sessionEnd} is when its session expires. */
sealed interface RefreshOutcome {

  /** The name in metrics: {@code rotated}. */
  default String text() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** This request exchanged it. */
  record Rotated(Instant sessionEnd, TokenStamp successor, Subject subject)
      implements RefreshOutcome {}

  /** Another request exchanged it; this one returns the same successor. */
  record Replayed(Instant sessionEnd, TokenStamp successor, Subject subject)
      implements RefreshOutcome {}

  /** It stays valid, because tokens are not rotated. */
  record Kept(Instant sessionEnd, Subject subject) implements RefreshOutcome {}

  /** It was used before, too long ago for an honest client, so the session has been ended. */
  record Reused() implements RefreshOutcome {}

  /** It is invalid, or no longer valid. */
  record Rejected() implements RefreshOutcome {

    /** Published under this name. */
    @Override
    public String text() {
      return "refused";
    }
  }
}
