package dev.latchkey.accounts;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What clients see of the user who is logged in: the member {@code data.user} of the API's
 * responses. An application provides its own as one CDI bean; the default is {@link StandardUser},
 * which can be extended. Two beans stop the deployment.
 *
 * <p>There is one instance, called concurrently by many threads, for every response that contains a
 * user, after the decision has been made and outside of a transaction. It must not block. If it
 * throws, the request fails with status 500, although its changes are committed.
 *
 * <p>The result is sent to the user's own devices unchanged, so it must not contain what the user
 * must not know. Clients expect the members {@code id}, {@code display} and {@code
 * has_usable_password}, and {@code email} and {@code username} if the user has them.
 *
 * @since 1.0
 */
public interface UserRepresentation {

  /**
   * Shows a user.
   *
   * @param account read together with its groups; its attributes may not have been read, so get
   *     them with {@link Accounts#attributes}
   * @param email the primary address, verified or not
   * @return the members to show; never null
   */
  JsonObject of(Account account, Optional<String> email);
}
