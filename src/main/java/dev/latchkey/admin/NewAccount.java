package dev.latchkey.admin;

import java.util.Map;
import java.util.Set;

/**
 * An account to be made by an administrator.
 *
 * @param email may be null, where there is a user name
 * @param verified whether the address is taken for verified
 * @param username may be null, where there is an address
 * @param password may be null, for an account without one
 */
public record NewAccount(
    String email,
    boolean verified,
    String username,
    String password,
    Set<String> groups,
    Map<String, String> attributes) {

  @Override
  public String toString() {
    return "NewAccount[]";
  }
}
