package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Notifications;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;

/** Shows and replaces the recovery codes of a logged-in user. Call it outside of transactions. */
@Shared
public class OwnRecoveryCodes {

  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final Enrollment enrollment;
  private final Authenticators authenticators;
  private final RecoveryCodes codes;
  private final Notifications notifications;

  @Inject
  public OwnRecoveryCodes(
      Attempts attempts,
      OwnAccount ownAccount,
      Enrollment enrollment,
      Authenticators authenticators,
      RecoveryCodes codes,
      Notifications notifications) {
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.enrollment = enrollment;
    this.authenticators = authenticators;
    this.codes = codes;
    this.notifications = notifications;
  }

  /**
   * The user's codes. If codes are shown only once, one request gets them.
   *
   * @return {@link Rejection.Missing} if the account has none
   */
  public Outcome<CodeSet> show(Session seen) {
    return ownAccount.change(
        seen,
        (account, session) ->
            Outcome.of(codes.find(account.id()).map(codes::show), new Rejection.Missing()));
  }

  /**
   * Whether the user has codes; shows none.
   *
   * @return {@link Rejection.Missing} if the account has none
   */
  public Outcome<Boolean> exist(Session seen) {
    return ownAccount.change(
        seen,
        (account, session) ->
            Outcome.of(codes.find(account.id()).map(set -> true), new Rejection.Missing()));
  }

  /** Replaces the user's codes; the former ones are invalid from then on. */
  public Outcome<CodeSet> generate(Session seen) {
    if (!enrollment.supports(AuthenticatorType.RECOVERY_CODES)) {
      return Outcome.rejected(new Rejection.Missing());
    }
    return attempts.by(Action.MANAGE_MFA, seen.owner(), () -> generated(seen));
  }

  private Outcome<CodeSet> generated(Session seen) {
    return ownAccount.change(
        seen,
        (account, session) -> {
          if (!authenticators.protect(account.id())) {
            return Outcome.rejected(Problem.of(ErrorCodes.CANNOT_GENERATE_RECOVERY_CODES));
          }
          CodeSet set = codes.show(codes.generate(account, session.id()));
          notifications.send(MessageKind.RECOVERY_CODES_GENERATED, account);
          return Outcome.done(set);
        });
  }
}
