package dev.latchkey.samples.overlay;

import dev.latchkey.security.BearerHeader;
import dev.latchkey.security.TokenExtractor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Takes both kinds of token from {@code Authorization: Bearer}; a JWT has dots, and a session token
 * has none.
 */
@ApplicationScoped
public class BearerTokens implements TokenExtractor {

  @Override
  public Optional<String> sessionToken(HttpServletRequest request) {
    return bearer(request)
        .filter(token -> token.indexOf('.') < 0)
        .or(() -> Optional.ofNullable(request.getHeader("X-Session-Token")));
  }

  @Override
  public Optional<String> accessToken(HttpServletRequest request) {
    return bearer(request).filter(token -> token.indexOf('.') >= 0);
  }

  private static Optional<String> bearer(HttpServletRequest request) {
    return BearerHeader.token(request.getHeader("Authorization"), "Bearer");
  }
}
