package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.mail.Destination;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sends verification codes: the first one, another one, and one to a corrected address. */
@Shared
public class VerificationCodes {

  private final Database database;
  private final Sessions sessions;
  private final EmailAddresses addresses;
  private final EnumerationRules enumeration;
  private final Codes codes;
  private final VerificationMail mail;
  private final LoginStages stages;
  private final boolean supportsResend;
  private final boolean supportsChange;

  @Inject
  public VerificationCodes(
      Database database,
      Sessions sessions,
      EmailAddresses addresses,
      EnumerationRules enumeration,
      Codes codes,
      VerificationMail mail,
      LoginStages stages,
      Settings settings) {
    this.database = database;
    this.sessions = sessions;
    this.addresses = addresses;
    this.enumeration = enumeration;
    this.codes = codes;
    this.mail = mail;
    this.stages = stages;
    this.supportsResend = settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_RESEND);
    this.supportsChange = settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_CHANGE);
  }

  /** The address whose verification is pending in a session. */
  public Optional<String> awaited(Session session) {
    return codes.awaited(session, CodePurpose.EMAIL_VERIFICATION).map(PendingCode::email);
  }

  /** Cancels the pending verification of a session. Call it with the session locked. */
  void cancel(Session session) {
    session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION));
  }

  /**
   * Sends a code, or another one, to an address that a logged-in user wants to add. Call it with
   * the session locked; earlier invalid attempts for the same address still count.
   */
  void begin(Session session, Account account, String email) {
    PendingCode code =
        codes
            .awaited(session, CodePurpose.EMAIL_VERIFICATION)
            .filter(c -> c.email().equals(email))
            .orElseGet(
                () ->
                    codes.unsent(
                        CodePurpose.EMAIL_VERIFICATION, Destination.email(email), account.id()));
    session.remember(session.state().with(send(code)));
  }

  /** Sends another code. */
  public Outcome<PendingCode> resend(Optional<Session> current) {
    if (!supportsResend) {
      return Outcome.rejected(new Rejection.NotPending());
    }
    return database.transaction(
        () -> {
          Optional<Session> session =
              current.flatMap(sessions::lock).filter(s -> pending(s).isPresent());
          if (session.isEmpty()) {
            return Outcome.rejected(new Rejection.NotPending());
          }
          PendingCode code = pending(session.get()).get();
          return mail.limited(
              code.email(),
              () -> {
                PendingCode sent = send(code);
                session.get().remember(session.get().state().with(sent));
                return Outcome.done(sent);
              });
        });
  }

  /**
   * Corrects the address of a sign-up or login that waits for its verification.
   *
   * @return the code that was sent to the corrected address
   */
  public Outcome<PendingCode> change(Session current, String email) {
    return database.transaction(
        () -> {
          Optional<Session> waiting = sessions.lock(current).filter(this::canChange);
          if (waiting.isEmpty()) {
            return Outcome.rejected(new Rejection.NotPending());
          }
          Session session = waiting.get();
          PendingLogin login = stages.pending(session, EmailVerificationStage.FLOW).orElseThrow();
          boolean taken = addresses.isTakenElsewhere(email, login.accountId());
          if (taken && !enumeration.hideAccounts()) {
            return Outcome.rejected(Problem.with("email", ErrorCodes.EMAIL_TAKEN));
          }
          if (!mail.maySend(email)) {
            return Outcome.rejected(Problem.with("email", ErrorCodes.TOO_MANY_REQUESTS));
          }
          int attempts =
              session
                  .state()
                  .code(CodePurpose.EMAIL_VERIFICATION)
                  .map(PendingCode::attempts)
                  .orElse(0);
          Long account = taken ? null : login.accountId();
          PendingCode code =
              new PendingCode(
                  CodePurpose.EMAIL_VERIFICATION,
                  "",
                  Destination.email(email),
                  account,
                  attempts,
                  database.now());
          PendingCode sent = send(code);
          session.remember(session.state().with(login.about(email)).with(sent));
          return Outcome.done(sent);
        });
  }

  /** Whether the user may correct the address of the session's pending verification. */
  public boolean canChange(Session session) {
    return supportsChange
        && mail.isByCode()
        && stages.pending(session, EmailVerificationStage.FLOW).isPresent();
  }

  private Optional<PendingCode> pending(Session session) {
    // A login whose code has expired may still request another one.
    return stages.pending(session, EmailVerificationStage.FLOW).isPresent()
        ? session.state().code(CodePurpose.EMAIL_VERIFICATION)
        : codes.awaited(session, CodePurpose.EMAIL_VERIFICATION);
  }

  private PendingCode send(PendingCode code) {
    if (code.accountId() == null || addresses.isVerifiedElsewhere(code.email(), code.accountId())) {
      mail.tellOwner(code.email());
      return codes.unsentAgain(code);
    }
    return mail.resendCode(code);
  }
}
