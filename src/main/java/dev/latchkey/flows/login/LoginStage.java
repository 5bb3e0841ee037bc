package dev.latchkey.flows.login;

import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;

/**
 * A step that a login may owe before it is complete: a code from a mail, a second factor. Every
 * bean that implements this interface takes part; so a feature or an application can add a step.
 *
 * <p>Concurrent threads call one instance. {@link #isOwed} and {@link #begin} run in the login's
 * transaction, with the account's row locked. If they throw, the user is not logged in and the
 * request fails with status 500.
 *
 * <p>An endpoint that completes the step calls {@link PendingLogins#advance} with the client's
 * session.
 *
 * @since 1.0
 */
public interface LoginStage {

  /** The id of the flow by which clients take the step. */
  String flow();

  /**
   * The position among the stages, the lowest first. Latchkey's own are the login code (100), the
   * address (200), the passkey of a sign-up (250), the second factor (300), trust in the browser
   * (310) and adding a required factor (400).
   */
  int order();

  /** Whether this login still owes the step. */
  boolean isOwed(Account account, PendingLogin login);

  /**
   * The flow that responses list while this login owes the step. Called outside of transactions.
   */
  default Flow flow(PendingLogin login) {
    return Flow.of(flow(), true);
  }

  /**
   * Begins the step; for example, sends a code.
   *
   * @param session the new pending session; the stage may add to its state
   */
  void begin(Session session, Account account, PendingLogin login);
}
