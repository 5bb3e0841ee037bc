package dev.latchkey.tokens.rotation;

import dev.latchkey.accounts.emails.PrincipalNames;
import java.util.Optional;
import java.util.Set;

/**
 * The owner of a token, as read by one query.
 *
 * @param email the primary address, if it is verified
 * @param groups the groups assigned to the account; empty if tokens contain no groups
 */
public record Owner(
    long accountId, Optional<String> username, Optional<String> email, Set<String> groups) {

  /** The owner's principal name. */
  public String principalName() {
    return PrincipalNames.of(username, email, accountId);
  }
}
