package dev.latchkey.flows.login;

/** The names of the ways in which people prove who they are. */
public final class AuthenticationMethods {

  static final String PASSWORD = "password";
  static final String CODE = "code";
  public static final String PASSWORD_RESET = "password_reset";

  private AuthenticationMethods() {}
}
