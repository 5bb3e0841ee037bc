package dev.latchkey.flows.login;

import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;

/** A step that a login may owe before it is complete. Called in the login's transaction. */
public interface LoginStage {

  /** The id of the flow by which clients take the step. */
  String flow();

  /** Its place among the stages, the lowest first; Latchkey's own stand at multiples of 100. */
  int order();

  /** Whether this login still owes the step. */
  boolean isOwed(Account account, PendingLogin login);

  /**
   * Begins the step: sends the code, say.
   *
   * @param session the pending session, new; the stage may add to what it remembers
   */
  void begin(Session session, Account account, PendingLogin login);
}
