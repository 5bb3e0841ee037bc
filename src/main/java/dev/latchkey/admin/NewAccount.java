package dev.latchkey.admin;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account that an administrator creates.
 *
 * @param email may be null if there is a user name
 * @param verified whether the address counts as verified
 * @param username may be null if there is an address
 * @param password may be null, for an account without one
 */
public record NewAccount(
    @Nullable String email,
    boolean verified,
    @Nullable String username,
    @Nullable String password,
    Set<String> groups,
    Map<String, String> attributes) {

  @Override
  public String toString() {
    return "NewAccount[]";
  }
}
