package dev.latchkey.flows;

import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Setting a new password with what a mail said, for someone who has forgotten the old one. */
public interface PasswordReset {

  /** What became of the key or code. */
  sealed interface Outcome {

    /** It is good; nothing was done with it yet. */
    record Good(Account account) implements Outcome {}

    /** The password is another, and all sessions of the account have ended. */
    record Done(Optional<LoginOutcome> login) implements Outcome {}

    /** The key or the new password is not good. */
    record Refused(List<Problem> problems) implements Outcome {}

    /** No code is awaited. */
    record NotPending() implements Outcome {}

    /** It was tried too often. */
    record Limited(Duration retryAfter) implements Outcome {}
  }

  /** Looks at a key or code and leaves it good; a wrong code counts as an attempt. */
  Outcome look(String key, Optional<Session> current);

  /** Sets the password. Call it outside of a transaction. */
  Outcome reset(String key, String newPassword, Optional<Session> current);
}
