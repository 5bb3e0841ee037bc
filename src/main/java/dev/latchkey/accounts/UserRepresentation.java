package dev.latchkey.accounts;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What clients see of the user who is logged in: the member {@code data.user} of answers of the app
 * API. An application brings its own as one CDI bean; {@link StandardUser} serves where there is
 * none, and may be built upon. Two beans stop the deployment.
 *
 * <p>There is one instance, called by many threads at once, for every answer that shows a user,
 * after the decision has been made and outside of a transaction. It must not wait for anything
 * slow. When it throws, the request fails with status 500, though what it did has been done.
 *
 * <p>Whatever it returns is sent to the user's own devices as it is: nothing belongs there that the
 * user must not know. Clients expect the members {@code id}, {@code display} and {@code
 * has_usable_password}, and {@code email} and {@code username} where there are such.
 *
 * @since 1.0
 */
public interface UserRepresentation {

  /**
   * Shows a user.
   *
   * @param account read together with its groups; its attributes may not have been read, so ask for
   *     them with {@link Accounts#attributes}
   * @param email the primary address, verified or not
   * @return the members to show; never null
   */
  JsonObject of(Account account, Optional<String> email);
}
