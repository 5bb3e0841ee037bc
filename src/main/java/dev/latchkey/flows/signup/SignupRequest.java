package dev.latchkey.flows.signup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new account is made of, each of proper form.
 *
 * @param email an address, or null
 * @param username a user name, or null
 * @param password a password, or null for an account without one
 * @param attributes what the account has from the beginning
 */
public record SignupRequest(
    @Nullable String email,
    @Nullable String username,
    @Nullable String password,
    Map<String, String> attributes) {

  public SignupRequest {
    attributes = Map.copyOf(attributes);
  }

  /** Without attributes. */
  public SignupRequest(
      @Nullable String email, @Nullable String username, @Nullable String password) {
    this(email, username, password, Map.of());
  }

  @Override
  public String toString() {
    return "sign-up";
  }
}
