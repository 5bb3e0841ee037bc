package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Where in a request the tokens are. Without a bean of this type, session tokens come from {@code
 * X-Session-Token} and access tokens from {@code Authorization}. An application that wants them
 * elsewhere brings one CDI bean that implements this interface, in whatever scope; two stop the
 * deployment. It is looked up once.
 *
 * <p>Called for every request that the mechanism or a guarded resource looks at, several times each
 * and by many threads at once; so it should be quick, answer the same for the same request, and
 * leave the request's body and the response alone. No transaction is under way. An empty text
 * counts as no token, one of more than 16 KiB as an invalid one. When it throws, the request fails
 * with status 500.
 *
 * <p>A request with both tokens is its session token's, except where a resource asks for the access
 * token with {@link AccessTokenOnly}. A token in the query string ends up in logs, in histories and
 * in {@code Referer} headers: do not look for one there (RFC 6750 §5.3).
 *
 * <p>Latchkey's own APIs, under {@code HEADLESS_MOUNT_PATH} and {@code /_latchkey}, read their
 * tokens from those two headers and are not affected.
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
