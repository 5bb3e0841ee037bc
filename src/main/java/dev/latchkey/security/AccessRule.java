package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a resource method.
 *
 * @param access the kind of condition
 * @param roles the caller needs one of them; used with {@link Access#ROLES} only
 * @param only the only accepted kind of token; empty for any
 * @param within the maximum age of the caller's last authentication; empty for any age
 */
record AccessRule(
    Access access, Set<String> roles, Optional<TokenUse> only, Optional<Duration> within) {

  /** The role that every caller has, whatever their groups (Jakarta Servlet §13.3). */
  static final String ANY_CALLER = "**";

  /** From the most lenient to the strictest. */
  enum Access {
    ANYONE,
    CALLER,
    ROLES,
    NOBODY
  }

  /** Whether only a token of ours can satisfy the rule, but not a caller of another mechanism. */
  boolean needsToken() {
    return only.isPresent() || within.isPresent();
  }
}
