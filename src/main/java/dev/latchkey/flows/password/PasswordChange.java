package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.CurrentPassword;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.Optional;

/** Changes the user's own password, or sets the first one. */
@Shared
public class PasswordChange {

  /** Also returned if another request has just changed the password or ended the session. */
  private static final Problem WRONG =
      Problem.with("current_password", ErrorCodes.ENTER_CURRENT_PASSWORD);

  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final PasswordReplacement replacement;
  private final CurrentPassword currentPassword;
  private final NewPassword newPassword;
  private final LoginProgress progress;
  private final boolean logsOut;

  @Inject
  public PasswordChange(
      Attempts attempts,
      OwnAccount ownAccount,
      PasswordReplacement replacement,
      CurrentPassword currentPassword,
      NewPassword newPassword,
      LoginProgress progress,
      Settings settings) {
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.replacement = replacement;
    this.currentPassword = currentPassword;
    this.newPassword = newPassword;
    this.progress = progress;
    this.logsOut = settings.get(AccountSettings.LOGOUT_ON_PASSWORD_CHANGE);
  }

  /**
   * Changes the password of the session's account. All sessions of the account end, with their
   * tokens; the caller continues in a new one. Call it outside of a transaction.
   *
   * @param given the current password; ignored if the account has none
   * @return the login that continues; empty if the caller was logged out as well
   */
  public Outcome<Optional<LoginOutcome>> change(Session session, String given, String password) {
    return attempts.by(
        Action.CHANGE_PASSWORD,
        session.owner(),
        () -> {
          Optional<Rejection> rejection =
              session.owner().hasUsablePassword()
                  ? currentPassword.rejection(
                      session, given, AuditType.PASSWORD_CHANGE_FAILED, WRONG)
                  : Optional.empty();
          return rejection.isPresent()
              ? Outcome.rejected(rejection.get())
              : newPassword
                  .hash("new_password", password, session.owner())
                  .then(hash -> change(session, hash));
        });
  }

  private Outcome<Optional<LoginOutcome>> change(Session seen, String hash) {
    Account before = seen.owner();
    Outcome<Optional<LoginOutcome>> outcome =
        ownAccount.change(
            seen,
            (locked, session) ->
                Outcome.of(replacement.change(before, hash, session.id()), Rejection.because(WRONG))
                    .map(account -> goOn(account, session)));
    // Another request has ended the session since this request was admitted.
    return outcome instanceof Outcome.Rejected ? Outcome.rejected(WRONG) : outcome;
  }

  private Optional<LoginOutcome> goOn(Account account, Session session) {
    return logsOut
        ? Optional.empty()
        : Optional.of(progress.authenticate(account, session.state()));
  }
}
