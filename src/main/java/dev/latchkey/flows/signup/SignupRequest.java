package dev.latchkey.flows.signup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The well-formed data of a new account.
 *
 * @param email an address
 * @param username a user name
 * @param password a password, or null for an account without one
 * @param attributes the initial attributes of the account
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
