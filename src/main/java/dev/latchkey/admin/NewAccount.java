package dev.latchkey.admin;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made by an administrator.
 *
 * @param email may be null, where there is a user name
 * @param verified whether the address is taken for verified
 * @param username may be null, where there is an address
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
