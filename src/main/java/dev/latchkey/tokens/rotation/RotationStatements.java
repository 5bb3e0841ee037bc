package dev.latchkey.tokens.rotation;

import dev.latchkey.throttle.Bucket;
import java.util.Optional;

/** The way in which a database exchanges a refresh token. An instance serves one request. */
public interface RotationStatements {

  /**
   * Whether {@link #exchange} commits by itself, and can count the attempt as well. If so, it must
   * be called outside of a transaction, else inside of one.
   */
  boolean areOne();

  /**
   * Exchanges the token, unless it has been exchanged before; then nothing is written. Records the
   * use of the session. Inside of a transaction that is retried, a retry still knows whether an
   * earlier attempt saw the token unrotated.
   *
   * @param planned the stamp of the successor if this request rotates; it expires no later than the
   *     session. Empty if tokens are kept.
   * @param counted where the attempt is counted, in the same statement and whatever becomes of the
   *     token; empty if it is counted elsewhere, as it must be if {@link #areOne} is false
   */
  Exchange exchange(PresentedToken token, Optional<TokenStamp> planned, Optional<Bucket> counted);
}
