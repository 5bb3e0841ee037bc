package dev.latchkey.flows.emails;

import dev.latchkey.accounts.Account;

/**
 * Decides whether an account may have an address that is not verified yet. Every bean that
 * implements this interface takes part. Called in a transaction, with the account locked.
 */
public interface AddressRule {

  /** Whether the account may add an unverified address. */
  boolean allowsUnverified(Account account);
}
