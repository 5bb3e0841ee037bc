package dev.latchkey.security;

import java.time.Duration;

/** The value of {@code WWW-Authenticate} (RFC 6750 §3). */
final class Challenge {

  private Challenge() {}

  static String of(Authentication.Result result, String scheme) {
    return result instanceof Authentication.Rejected ? scheme + " error=\"invalid_token\"" : scheme;
  }

  /** For a caller whose last authentication is too long ago (RFC 9470 §3). */
  static String reauthenticate(Duration within, String scheme) {
    return scheme + " error=\"insufficient_user_authentication\", max_age=" + within.toSeconds();
  }
}
