package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;

/**
 * Erases accounts, whoever asks for it. What remains are audit events until they expire, and mails
 * that wait to be sent.
 */
@Shared
public class AccountErasure {

  private final Accounts accounts;
  private final Sessions sessions;

  @Inject
  public AccountErasure(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /**
   * Erases an account and everything that belongs to it: sessions with their tokens, addresses,
   * groups, attributes, second factors, trusted devices. Call it in a transaction.
   *
   * @param locked the account, whose row the transaction has locked
   */
  public void erase(Account locked) {
    sessions.endAll(locked);
    accounts.delete(locked);
  }
}
