package dev.latchkey.flows;

import dev.latchkey.accounts.Account;
import org.jspecify.annotations.Nullable;

/**
 * A way into accounts, or a lock on them, that a feature adds: a second factor, a passkey. Every
 * bean that implements this interface takes part. Called in a transaction, with the account locked.
 */
public interface WayIn {

  /**
   * Removes everything of this kind from an account whose owner has just proven the account's first
   * address with something that replaces the password. An earlier user of the account may have left
   * it there.
   *
   * @param session the session of the proof, for the audit trail; may be null
   */
  void close(Account account, @Nullable Long session);
}
