package dev.latchkey.flows.emails;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/** Verifies an address with a key or code from a mail to it. */
public interface AddressVerification {

  /**
   * What a valid key or code verifies; it is not used yet.
   *
   * @param account the account with the address
   * @param isLogin whether the sender's own login waits for it
   */
  record Good(String email, Account account, boolean isLogin) {}

  /**
   * The address is verified.
   *
   * @param session the sender's current session, if the verification was by link
   * @param login the outcome of the sender's login, if that waited for the verification
   */
  record Verified(Optional<Session> session, Optional<LoginOutcome> login) {}

  /** Checks a key or code without using it; an invalid code counts as an attempt. */
  Outcome<Good> look(String key, Optional<Session> current);

  /** Verifies the address, and continues a login that waited for it. */
  Outcome<Verified> verify(String key, Optional<Session> current);
}
