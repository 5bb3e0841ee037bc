package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What the mechanism must know about the deployment it is part of. Exactly one bean implements it:
 * one in Latchkey's WAR, another in the jar for resource servers. Applications have no need to.
 */
public interface TokenConventions {

  /** The scheme of access tokens in {@code Authorization}, and of challenges. */
  String scheme();

  /**
   * Whether whoever serves the request reads its tokens itself; the mechanism then does nothing.
   */
  boolean areReadElsewhere(HttpServletRequest request);
}
