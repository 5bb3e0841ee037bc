package dev.latchkey.security;

/** The value of {@code WWW-Authenticate} (RFC 6750 §3). */
final class Challenge {

  private Challenge() {}

  static String of(Authentication.Result result, String scheme) {
    return result instanceof Authentication.Refused ? scheme + " error=\"invalid_token\"" : scheme;
  }
}
