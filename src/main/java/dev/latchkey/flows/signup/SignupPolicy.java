package dev.latchkey.flows.signup;

import dev.latchkey.flows.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may sign up, and defines further fields. An application defines one CDI bean; without
 * one, everyone may sign up, and there are no further fields. Two beans stop the deployment.
 *
 * <p>Concurrent threads call one instance, outside of transactions. It must not wait for anything
 * slow. If a method throws, the request fails with status 500 and the user is not signed up. It
 * does not apply to accounts that administrators create.
 *
 * @since 1.0
 */
public interface SignupPolicy {

  /**
   * Whether sign-up is open now. Called for every sign-up before anything else, and for every
   * response that lists it as a flow. While it is false, sign-ups are rejected with status 403.
   */
  default boolean isOpen() {
    return true;
  }

  /**
   * The names of further fields of the sign-up form, and whether each is required. Read once, when
   * the application starts. The value, a string of up to 2000 characters, becomes an attribute of
   * that name of the account. The deployment stops if a name is already a field of sign-up, such as
   * {@code email}, or has more than 100 characters.
   */
  default Map<String, Boolean> furtherFields() {
    return Map.of();
  }

  /**
   * Validates a well-formed sign-up, before names are checked for being taken.
   *
   * @param email the address
   * @param username the user name
   * @param further the values of the further fields, trimmed
   * @return the problems, which the client gets with status 400; empty if there are none
   */
  default List<Problem> problems(
      @Nullable String email, @Nullable String username, Map<String, String> further) {
    return List.of();
  }
}
