package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a resource method.
 *
 * @param access the kind of condition
 * @param roles of which the caller needs one; of use with {@link Access#ROLES} only
 * @param only the one kind of token that counts; empty for any
 * @param within how long ago the caller may last have proved who they are; empty for any time
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

  /** Whether only a token of ours can satisfy the rule, and no caller of another mechanism. */
  boolean needsToken() {
    return only.isPresent() || within.isPresent();
  }
}
