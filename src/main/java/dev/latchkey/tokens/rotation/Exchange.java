package dev.latchkey.tokens.rotation;

import java.time.Duration;
import java.time.Instant;

/** What the statements found and did. */
public sealed interface Exchange {

  /** There is no such token of a live session of an active account. */
  record Unknown() implements Exchange {}

  /** The limit was reached, so that nothing was done; an attempt may be made after this time. */
  record Limited(Duration retryAfter) implements Exchange {}

  /** This request rotated the token. */
  record Won(RefreshRow token, TokenStamp successor) implements Exchange {}

  /** It was unrotated when this request first saw it, and another one rotated it. */
  record Overlapped(RefreshRow token, TokenStamp successor) implements Exchange {}

  /** It had been rotated before; nothing was written. */
  record RotatedBefore(RefreshRow token, Instant rotatedAt) implements Exchange {}

  /** It stays valid. */
  record Kept(RefreshRow token) implements Exchange {}
}
