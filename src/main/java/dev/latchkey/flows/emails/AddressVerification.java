package dev.latchkey.flows.emails;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.Session;
import java.util.Optional;

/** Verifying an address with what a mail to it said. */
public interface AddressVerification {

  /**
   * What a valid key or code stands for; nothing was done with it yet.
   *
   * @param account whose address it verifies
   * @param isLogin whether the sender's own login waits for it
   */
  record Good(String email, Account account, boolean isLogin) {}

  /**
   * The address is verified.
   *
   * @param session where the sender stands now, if the verification was by link
   * @param login what came of the sender's login, if that waited for it
   */
  record Verified(Optional<Session> session, Optional<LoginOutcome> login) {}

  /** Looks at a key or code and leaves it good; a wrong code counts as an attempt. */
  Outcome<Good> look(String key, Optional<Session> current);

  /** Verifies the address, and takes a login that waited for it further. */
  Outcome<Verified> verify(String key, Optional<Session> current);
}
