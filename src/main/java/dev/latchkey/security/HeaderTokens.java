package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The headers in which tokens come unless the application says otherwise. */
final class HeaderTokens implements TokenExtractor {

  private final String scheme;

  /**
   * @param scheme of access tokens in {@code Authorization}
   */
  HeaderTokens(String scheme) {
    this.scheme = scheme;
  }

  @Override
  public Optional<String> sessionToken(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Session-Token"));
  }

  @Override
  public Optional<String> accessToken(HttpServletRequest request) {
    return BearerHeader.token(request.getHeader("Authorization"), scheme);
  }
}
