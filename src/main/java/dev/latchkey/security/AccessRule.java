package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may call a resource method.
 *
 * @param access the kind of condition
 * @param roles the caller needs one of them; used with {@link Access#ROLES} only
 * @param only the only accepted kind of token; empty for any
 * @param within the maximum age of the caller's last authentication; empty for any age
 * @param factor the second factor that the caller must have used; empty if none
 */
record AccessRule(
    Access access,
    Set<String> roles,
    Optional<TokenUse> only,
    Optional<Duration> within,
    Optional<Factor> factor) {

  /** The role that every caller has, whatever their groups (Jakarta Servlet §13.3). */
  static final String ANY_CALLER = "**";

  /** From the most lenient to the strictest. */
  enum Access {
    ANYONE,
    CALLER,
    ROLES,
    NOBODY
  }

  /**
   * A second factor that the caller must have used.
   *
   * @param passkey whether it must be a passkey or security key
   * @param within the maximum age of its use; empty for any age in the session
   */
  record Factor(boolean passkey, Optional<Duration> within) {

    /** Whether the caller has used it. */
    boolean isUsedBy(Caller caller, Instant now) {
      return caller
          .authentication()
          .factorAt(passkey)
          .filter(at -> within.isEmpty() || now.minus(within.get()).isBefore(at))
          .isPresent();
    }

    /** Both requirements. */
    Factor and(Factor other) {
      Optional<Duration> shorter =
          Stream.of(within, other.within).flatMap(Optional::stream).min(Duration::compareTo);
      return new Factor(passkey || other.passkey, shorter);
    }
  }

  /** A rule that requires no second factor. */
  AccessRule(Access access, Set<String> roles, Optional<TokenUse> only, Optional<Duration> within) {
    this(access, roles, only, within, Optional.empty());
  }

  /** Whether only a token of ours can satisfy the rule, but not a caller of another mechanism. */
  boolean needsToken() {
    return only.isPresent() || within.isPresent() || factor.isPresent();
  }
}
