package dev.latchkey.flows;

/** The names of the ways in which people prove who they are. */
final class AuthenticationMethods {

  static final String PASSWORD = "password";
  static final String CODE = "code";
  static final String PASSWORD_RESET = "password_reset";

  private AuthenticationMethods() {}
}
