package dev.latchkey.flows.login;

import java.util.List;

/** The names of authentication methods. */
public final class AuthenticationMethods {

  public static final String PASSWORD = "password";
  public static final String CODE = "code";
  public static final String PASSWORD_RESET = "password_reset";

  /** A second factor. */
  public static final String MFA = "mfa";

  private AuthenticationMethods() {}

  /** The name of a login by several methods, in their order, for audit events and metrics. */
  public static String together(List<String> methods) {
    return String.join("+", methods);
  }
}
