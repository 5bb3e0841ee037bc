package dev.latchkey.flows;

/**
 * What someone signs up with, each of proper form.
 *
 * @param email an address, or null
 * @param username a user name, or null
 * @param password a password, or null for an account without one
 */
public record SignUpRequest(String email, String username, String password) {

  @Override
  public String toString() {
    return "sign-up";
  }
}
