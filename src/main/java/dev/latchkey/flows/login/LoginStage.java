package dev.latchkey.flows.login;

import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;

/**
 * A step that a login may owe before it is complete: a code from a mail, a second factor. Any bean
 * that implements it takes part; so a feature or an application adds a step by a class.
 *
 * <p>There is one instance, called by many threads at once. {@link #isOwed} and {@link #begin} run
 * in the login's transaction, with the account's row locked; when they throw, nobody is logged in
 * and the request fails with status 500.
 *
 * <p>Whoever offers a way to take the step calls {@link PendingLogins#advance} with the client's
 * session once the step is done.
 *
 * @since 1.0
 */
public interface LoginStage {

  /** The id of the flow by which clients take the step. */
  String flow();

  /** Its place among the stages, the lowest first; Latchkey's own stand at multiples of 100. */
  int order();

  /** Whether this login still owes the step. */
  boolean isOwed(Account account, PendingLogin login);

  /**
   * The flow as the client is told of it, while this login owes the step. Called outside of
   * transactions.
   */
  default Flow flow(PendingLogin login) {
    return Flow.of(flow(), true);
  }

  /**
   * Begins the step: sends the code, say.
   *
   * @param session the pending session, new; the stage may add to what it remembers
   */
  void begin(Session session, Account account, PendingLogin login);
}
