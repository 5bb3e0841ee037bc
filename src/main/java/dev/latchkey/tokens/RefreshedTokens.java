package dev.latchkey.tokens;

import java.util.Optional;

/**
 * The tokens that replace a refresh token.
 *
 * @param refreshToken the one to use from now on; empty if the old one stays valid
 * @since 1.0
 */
public record RefreshedTokens(String accessToken, Optional<String> refreshToken) {

  @Override
  public String toString() {
    return "refreshed tokens";
  }
}
