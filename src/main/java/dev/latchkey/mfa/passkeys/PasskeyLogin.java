package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.AuthenticationMethods;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.throttle.Action;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Logs in with a passkey alone. Call it outside of transactions. */
@Shared
public class PasskeyLogin {

  private final Database database;
  private final Attempts attempts;
  private final Accounts accounts;
  private final Sessions sessions;
  private final LoginProgress progress;
  private final Challenges challenges;
  private final PasskeyOptions options;
  private final ChallengedUse challenged;

  @Inject
  public PasskeyLogin(
      Database database,
      Attempts attempts,
      Accounts accounts,
      Sessions sessions,
      LoginProgress progress,
      Challenges challenges,
      PasskeyOptions options,
      ChallengedUse challenged) {
    this.database = database;
    this.attempts = attempts;
    this.accounts = accounts;
    this.sessions = sessions;
    this.progress = progress;
    this.challenges = challenges;
    this.options = options;
    this.challenged = challenged;
  }

  /**
   * The options for a login.
   *
   * @param opened the session that was opened for the challenge; empty if the client has one
   */
  public record Begun(JsonObject options, Optional<OpenSession> opened) {}

  /** Issues a challenge to the client's session, or to a new one. */
  public Outcome<Begun> begin(Optional<Session> current, RelyingParty party) {
    return attempts.of(
        Action.PASSKEY_OPTIONS,
        () ->
            Outcome.done(
                database.transaction(
                    () -> {
                      Optional<Session> session = current.flatMap(sessions::lock);
                      Challenge challenge = Challenges.create(true);
                      SessionState state =
                          challenges.issue(
                              session.map(Session::state).orElse(SessionState.EMPTY),
                              Purpose.LOGIN,
                              challenge);
                      session.ifPresent(s -> s.remember(state));
                      return new Begun(
                          options.login(challenge, party),
                          session.isPresent()
                              ? Optional.empty()
                              : Optional.of(progress.pend(state, Optional.empty())));
                    })));
  }

  /**
   * Logs in the owner of the passkey if the response is valid. A passkey is a second factor by
   * itself; other stages, such as an unverified address, are still owed.
   */
  public Outcome<LoginOutcome> complete(
      Optional<Session> current, AuthenticationResponse response, RelyingParty party) {
    return attempts.of(
        Action.LOGIN, () -> database.transaction(() -> completed(current, response, party)));
  }

  private Outcome<LoginOutcome> completed(
      Optional<Session> current, AuthenticationResponse response, RelyingParty party) {
    Optional<Long> owner =
        Optional.ofNullable(response.userHandle()).flatMap(PasskeyOptions::account);
    lockInOrder(owner, current);
    Optional<Session> session = current.flatMap(sessions::lock);
    Optional<Account> account = owner.flatMap(accounts::lock);
    if (session.isEmpty() || account.isEmpty()) {
      session.ifPresent(s -> challenges.take(s, Purpose.LOGIN));
      return Outcome.rejected(PasskeyFactor.INCORRECT);
    }
    Proof login = Proof.by(AuthenticationMethods.MFA, database.now()).with("passwordless", true);
    Optional<Proof> proof =
        challenged.use(account.get(), session.get(), Purpose.LOGIN, response, party, login);
    return Outcome.of(
        proof.flatMap(p -> proceed(account.get(), p, session)),
        Rejection.because(PasskeyFactor.INCORRECT));
  }

  private Optional<LoginOutcome> proceed(Account account, Proof proof, Optional<Session> session) {
    return accounts
        .beginEpoch(account.id())
        .map(
            owner ->
                progress.proceed(
                    new PendingLogin(owner.id(), List.of(proof), null, database.now())
                        .underPasswordOf(owner),
                    owner,
                    session));
  }

  /**
   * The account of a login that waits in the session may be another one. Accounts are locked before
   * sessions, and in the same order by all requests, so that none waits for the other.
   */
  private void lockInOrder(Optional<Long> owner, Optional<Session> current) {
    Stream.concat(owner.stream(), current.flatMap(Session::pendingAccount).stream())
        .distinct()
        .sorted()
        .forEach(accounts::lock);
  }
}
