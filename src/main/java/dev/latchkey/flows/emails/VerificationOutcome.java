package dev.latchkey.flows.emails;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/** What became of the key or code of a verification mail. */
public sealed interface VerificationOutcome {

  /**
   * It is good; nothing was done with it yet.
   *
   * @param account whose address it verifies
   * @param isLogin whether the sender's own login waits for it
   */
  record Good(String email, Account account, boolean isLogin) implements VerificationOutcome {}

  /**
   * The address is verified.
   *
   * @param session where the sender stands now, if the verification was by link
   * @param login what came of the sender's login, if that waited for it
   */
  record Verified(Optional<Session> session, Optional<LoginOutcome> login)
      implements VerificationOutcome {}

  /** It is not good. */
  record Refused(Problem problem) implements VerificationOutcome {}

  /** No code is awaited. */
  record NotPending() implements VerificationOutcome {}
}
