package dev.latchkey.tokens;

import dev.latchkey.accounts.emails.PrincipalNames;
import java.util.Optional;
import java.util.Set;

/**
 * The owner of a token, as read by one query.
 *
 * @param email the primary address, if it is verified
 * @param groups those that the account was put into; empty where tokens do not name groups
 */
record Owner(
    long accountId, Optional<String> username, Optional<String> email, Set<String> groups) {

  /** The name that others know the owner by. */
  String principalName() {
    return PrincipalNames.of(username, email, accountId);
  }
}
