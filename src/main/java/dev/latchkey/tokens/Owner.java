package dev.latchkey.tokens;

import java.util.Optional;
import java.util.Set;

/**
 * Whose a token is, as far as a statement has told.
 *
 * @param email the primary address
 * @param groups those that the account was put into
 */
record Owner(
    long accountId, Optional<String> username, Optional<String> email, Set<String> groups) {

  /** The user name, else the address, else the id. */
  String callerName() {
    return username.or(() -> email).orElseGet(() -> Long.toString(accountId));
  }
}
