package dev.latchkey.flows.login;

import dev.latchkey.accounts.Account;

/**
 * A method by which a logged-in user reauthenticates. Every bean that implements this interface
 * takes part.
 *
 * <p>Concurrent threads call one instance, outside of transactions. It must be fast. If it throws,
 * the request fails with status 500. The endpoint of the method calls {@link
 * Reauthentication#remember}.
 *
 * @since 1.0
 */
public interface ReauthenticationMethod {

  /** The position in the list for clients, the lowest first; the password has 100. */
  int order();

  /** The flow by which clients use this method. */
  Flow flow(Account account);

  /** Whether it is open to an account: whether it has a password, a second factor, … */
  boolean isOpenTo(Account account);
}
