package dev.latchkey.tokens;

import java.util.Optional;

/**
 * What a refresh token was exchanged for.
 *
 * @param refreshToken the one to use from now on; empty where the old one stays good
 * @since 1.0
 */
public record RefreshedTokens(String accessToken, Optional<String> refreshToken) {

  @Override
  public String toString() {
    return "refreshed tokens";
  }
}
