package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Continues a login that waits for a step, when the step is complete.
 *
 * @since 1.0
 */
@Shared
public class PendingLogins {

  private final Database database;
  private final Sessions sessions;
  private final Accounts accounts;
  private final LoginStages stages;
  private final LoginProgress progress;

  @Inject
  public PendingLogins(
      Database database,
      Sessions sessions,
      Accounts accounts,
      LoginStages stages,
      LoginProgress progress) {
    this.database = database;
    this.sessions = sessions;
    this.accounts = accounts;
    this.stages = stages;
    this.progress = progress;
  }

  /**
   * Performs a step of a login that waits for a stage, and leaves it pending unless the step
   * advances it. Runs in one transaction (the caller's, if there is one), with the account and the
   * session locked.
   *
   * @param flow the stage's flow
   * @param current the client's session
   * @return {@link Rejection.NotPending} if no login waits for this stage, or it is no longer
   *     valid; else the outcome of the step
   */
  public <T> Outcome<T> within(
      String flow, Optional<Session> current, BiFunction<Account, Session, Outcome<T>> step) {
    return database.transaction(
        () ->
            current
                .flatMap(sessions::lock)
                .flatMap(session -> within(flow, session, step))
                .orElseGet(() -> Outcome.rejected(new Rejection.NotPending())));
  }

  private <T> Optional<Outcome<T>> within(
      String flow, Session session, BiFunction<Account, Session, Outcome<T>> step) {
    return stages
        .pending(session, flow)
        .flatMap(
            login ->
                Optional.ofNullable(login.accountId())
                    .flatMap(accounts::lock)
                    .filter(login::isGoodFor))
        .map(account -> step.apply(account, session));
  }

  /**
   * Advances the login from its stage to the next one that it owes, or completes it. When it is
   * complete, the client's session ends, and its token with it; the outcome contains the new
   * session.
   *
   * <p>It runs in one transaction (the caller's, if there is one), with the account and the session
   * locked. So only one of several concurrent requests advances the login, and none does after the
   * account was deactivated, its password changed or its sessions ended.
   *
   * @param flow the stage's flow
   * @param current the client's session
   * @param step performs the step, and returns the login with the new proof; empty to abandon the
   *     login
   * @return empty if no login waits for this stage, or it is no longer valid
   */
  public Optional<LoginOutcome> advance(
      String flow,
      Optional<Session> current,
      BiFunction<Account, PendingLogin, Optional<PendingLogin>> step) {
    return database.transaction(
        () -> current.flatMap(sessions::lock).flatMap(session -> advance(flow, session, step)));
  }

  private Optional<LoginOutcome> advance(
      String flow,
      Session session,
      BiFunction<Account, PendingLogin, Optional<PendingLogin>> step) {
    Optional<PendingLogin> login =
        stages.pending(session, flow).filter(pending -> pending.accountId() != null);
    if (login.isEmpty()) {
      return Optional.empty();
    }
    Optional<LoginOutcome> outcome =
        accounts
            .beginEpoch(Objects.requireNonNull(login.get().accountId()))
            .filter(login.get()::isGoodFor)
            .flatMap(
                account ->
                    step.apply(account, login.get())
                        .map(next -> progress.proceed(next, account, Optional.of(session))));
    if (outcome.isEmpty()) {
      session.remember(SessionState.EMPTY);
    }
    return outcome;
  }
}
