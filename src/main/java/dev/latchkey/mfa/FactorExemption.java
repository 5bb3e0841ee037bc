package dev.latchkey.mfa;

import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.PendingLogin;

/**
 * A reason not to ask a login for a second factor. Concurrent threads call one instance, in the
 * login's transaction and with the account locked, and only for accounts that have a factor.
 */
public interface FactorExemption {

  /** Whether the login is not asked for a factor. May be called several times for one login. */
  boolean covers(Account account, PendingLogin login);
}
