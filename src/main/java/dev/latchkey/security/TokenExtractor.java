package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds the tokens in a request. Without a bean of this type, session tokens come from {@code
 * X-Session-Token} and access tokens from {@code Authorization}. An application that carries them
 * elsewhere defines one CDI bean that implements this interface, in any scope; two beans stop the
 * deployment. The bean is looked up once.
 *
 * <p>The mechanism and guarded resources call it several times for each request, from concurrent
 * threads. It should be fast, return the same for the same request, and use neither the request's
 * body nor the response. No transaction is active. An empty string counts as no token, and one of
 * more than 16 KiB as an invalid token. If it throws, the request fails with status 500.
 *
 * <p>If a request has both tokens, the session token takes precedence, except on resources with
 * {@link AccessTokenOnly}. Do not read tokens from the query string, which ends up in logs, in
 * histories and in {@code Referer} headers (RFC 6750 §5.3).
 *
 * <p>It does not affect Latchkey's own APIs, under {@code HEADLESS_MOUNT_PATH} and {@code
 * /_latchkey}: they read their tokens from those two headers.
 *
 * @since 1.0
 */
public interface TokenExtractor {

  /**
   * The session token.
   *
   * @return what the client sent, of any content; empty when the request carries none
   */
  Optional<String> sessionToken(HttpServletRequest request);

  /**
   * The access token, without the scheme.
   *
   * @return what the client sent, of any content; empty when the request carries none
   */
  Optional<String> accessToken(HttpServletRequest request);
}
