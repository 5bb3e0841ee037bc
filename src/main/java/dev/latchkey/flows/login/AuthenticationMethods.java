package dev.latchkey.flows.login;

import java.util.List;

/** The names of the ways in which people prove who they are. */
public final class AuthenticationMethods {

  public static final String PASSWORD = "password";
  public static final String CODE = "code";
  public static final String PASSWORD_RESET = "password_reset";

  private AuthenticationMethods() {}

  /** How audit events and metrics call a login by several methods, in their order. */
  public static String together(List<String> methods) {
    return String.join("+", methods);
  }
}
