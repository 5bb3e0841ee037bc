package dev.latchkey.flows.login;

import dev.latchkey.accounts.Account;

/**
 * A way in which a user who is logged in proves again who they are. Any bean that implements it is
 * asked.
 *
 * <p>There is one instance, called by many threads at once, outside of transactions. It must be
 * quick. When it throws, the request fails with status 500. The way itself, an endpoint for
 * example, calls {@link Reauthentication#remember}.
 *
 * @since 1.0
 */
public interface ReauthenticationMethod {

  /** Its place in the list that clients are given, the lowest first; the password stands at 100. */
  int order();

  /** The flow by which clients take this way. */
  Flow flow(Account account);

  /** Whether it is open to an account: whether it has a password, a second factor, … */
  boolean isOpenTo(Account account);
}
