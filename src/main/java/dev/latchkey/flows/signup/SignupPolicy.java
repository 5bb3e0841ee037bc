package dev.latchkey.flows.signup;

import dev.latchkey.flows.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign up, and what else they are asked for. An application brings its own as one CDI bean;
 * without one everybody may, and nothing else is asked. Two beans stop the deployment.
 *
 * <p>There is one instance, called by many threads at once, outside of transactions. It must not
 * wait for anything slow. When a method throws, the request fails with status 500 and nobody is
 * signed up. It does not apply to accounts that administrators make.
 *
 * @since 1.0
 */
public interface SignupPolicy {

  /**
   * Whether anybody may sign up now. Called for every sign-up before anything else is looked at,
   * and for every answer that tells clients of it; sign-ups are refused with status 403 while it is
   * false.
   */
  default boolean isOpen() {
    return true;
  }

  /**
   * The names of further fields of the sign-up form, and whether each is required. Looked at once,
   * when the application starts. What is filled in, a text of up to 2000 characters, becomes an
   * attribute of that name of the account. A name that sign-up knows already, such as {@code
   * email}, stops the deployment, as does one of more than 100 characters.
   */
  default Map<String, Boolean> furtherFields() {
    return Map.of();
  }

  /**
   * Judges a sign-up that is of proper form, before it is looked at whether names are taken.
   *
   * @param email the address, or null
   * @param username the user name, or null
   * @param further what was filled in of the further fields, blanks around it taken off
   * @return what is wrong; the client gets 400 with these. Empty when nothing is
   */
  default List<Problem> problems(
      @Nullable String email, @Nullable String username, Map<String, String> further) {
    return List.of();
  }
}
