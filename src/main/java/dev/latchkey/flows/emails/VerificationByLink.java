package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Verification by a signed link. It verifies the address and does not log the user in. It ends a
 * login that waits in the sender's session; the user logs in again.
 *
 * <p>Opened outside of the account's sessions, a link verifies the address only while the account
 * has no verified one ({@link AddressOwnership}).
 */
@Shared
public class VerificationByLink implements AddressVerification {

  private static final Rejection REJECTED =
      Rejection.because(Problem.with("key", ErrorCodes.INVALID_OR_EXPIRED_KEY));

  private final Database database;
  private final Accounts accounts;
  private final AddressOwnership ownership;
  private final AddressBook book;
  private final EmailLinks links;
  private final LoginStages stages;
  private final Sessions sessions;

  @Inject
  public VerificationByLink(
      Database database,
      Accounts accounts,
      AddressOwnership ownership,
      AddressBook book,
      EmailLinks links,
      LoginStages stages,
      Sessions sessions) {
    this.database = database;
    this.accounts = accounts;
    this.ownership = ownership;
    this.book = book;
    this.links = links;
    this.stages = stages;
    this.sessions = sessions;
  }

  @Override
  public Outcome<Good> look(String key, Optional<Session> current) {
    boolean isLogin =
        current.flatMap(s -> stages.pending(s, EmailVerificationStage.FLOW)).isPresent();
    return database.transaction(
        () ->
            Outcome.of(
                links
                    .find(key)
                    .filter(a -> ownership.mayProve(a, proof(a, current)))
                    .map(a -> new Good(a.email(), a.account(), isLogin)),
                REJECTED));
  }

  @Override
  public Outcome<Verified> verify(String key, Optional<Session> current) {
    // Looked up again after the account is locked, because its list of addresses changes only under
    // that lock.
    Optional<Long> account = database.transaction(() -> links.find(key).map(a -> a.account().id()));
    return Outcome.of(account, REJECTED)
        .then(id -> database.transaction(() -> attempt(key, id, current)));
  }

  private Outcome<Verified> attempt(String key, long accountId, Optional<Session> current) {
    Optional<EmailAddress> address = accounts.lock(accountId).flatMap(a -> links.find(key));
    if (address.isEmpty()) {
      return Outcome.rejected(REJECTED);
    }
    Optional<Session> session = current.flatMap(sessions::lock);
    if (!ownership.prove(address.get(), proof(address.get(), session), null)) {
      return Outcome.rejected(REJECTED);
    }
    book.settle(address.get(), null);
    session
        .filter(s -> isPendingFor(s, accountId))
        .ifPresent(s -> s.remember(s.state().withoutLogin()));
    return Outcome.done(new Verified(session, Optional.empty()));
  }

  /**
   * Whether the link was opened in a session of the account, with a complete or a pending login.
   */
  private static AddressProof proof(EmailAddress address, Optional<Session> current) {
    long account = address.account().id();
    boolean own =
        current
            .filter(
                s ->
                    s.isAuthenticated()
                        ? s.owner().id().equals(account)
                        : isPendingFor(s, account) && !isAskedForByAnyone(s))
            .isPresent();
    return own ? AddressProof.LINK_IN_SESSION : AddressProof.LINK;
  }

  /** Anyone can request a login code; until the code is typed, such a session proves nothing. */
  private static boolean isAskedForByAnyone(Session session) {
    return session
        .state()
        .login()
        .filter(login -> !EmailVerificationStage.FLOW.equals(login.stage()))
        .filter(login -> login.methods().isEmpty())
        .isPresent();
  }

  private static boolean isPendingFor(Session session, long accountId) {
    return session
        .state()
        .login()
        .filter(login -> login.accountId() != null && login.accountId() == accountId)
        .isPresent();
  }
}
