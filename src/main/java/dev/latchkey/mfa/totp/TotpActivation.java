package dev.latchkey.mfa.totp;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.UserCode;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mail.MessageKind;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.Enrollment;
import dev.latchkey.mfa.FactorChanges;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.OptionalLong;

/** Sets up an account's authenticator app, and removes it. Call it outside of transactions. */
@Shared
public class TotpActivation {

  /** The session's note with the sealed secret that waits for its first code. */
  private static final String NOTE = "totp";

  private static final long NEVER = -1;

  private final Database database;
  private final Authenticators authenticators;
  private final Enrollment enrollment;
  private final FactorChanges changes;
  private final EmailAddresses addresses;
  private final TotpSecrets secrets;
  private final TotpCodes codes;
  private final Settings settings;

  @Inject
  public TotpActivation(
      Database database,
      Authenticators authenticators,
      Enrollment enrollment,
      FactorChanges changes,
      EmailAddresses addresses,
      TotpSecrets secrets,
      TotpCodes codes,
      Settings settings) {
    this.database = database;
    this.authenticators = authenticators;
    this.enrollment = enrollment;
    this.changes = changes;
    this.addresses = addresses;
    this.secrets = secrets;
    this.codes = codes;
    this.settings = settings;
  }

  /** The account's factor, if it has one. */
  public Optional<Authenticator> find(long account) {
    return authenticators.find(account, AuthenticatorType.TOTP);
  }

  /**
   * Generates a secret for this session, in place of an earlier one.
   *
   * @return what the user's app needs; {@link Rejection.Conflict} if the account cannot have
   *     another factor of this type
   */
  public Outcome<TotpSetup> begin(Session seen) {
    return enrollment.change(
        seen,
        AuthenticatorType.TOTP,
        (account, session) -> {
          TotpKey key = secrets.generate();
          session.remember(
              session.state().noting(NOTE, Json.createValue(secrets.seal(account.id(), key))));
          String text = Base32.encode(key.secret());
          return Outcome.done(
              new TotpSetup(text, TotpUrl.of(settings, addresses.labelOf(account), text)));
        });
  }

  /**
   * Adds the factor, if the code is of the secret that this session was given.
   *
   * @return the factor; {@link Rejection.Conflict} as for {@link #begin}
   */
  public Outcome<Authenticator> complete(Session seen, String typed) {
    return enrollment.change(
        seen, AuthenticatorType.TOTP, (account, session) -> added(account, session, typed));
  }

  /**
   * The same for a login that waits for a factor: adds it and continues the login. The code shows
   * that the user has the factor, so the login does not ask for it.
   */
  public Outcome<LoginOutcome> completeInLogin(Session seen, String typed) {
    return enrollment.change(
        seen,
        AuthenticatorType.TOTP,
        (account, session) ->
            added(account, session, typed)
                .then(authenticator -> enrollment.passed(session, authenticator, true)));
  }

  private Outcome<Authenticator> added(Account account, Session session, String typed) {
    String code = UserCode.normalise(typed);
    Optional<TotpKey> key = key(account, session);
    OptionalLong step = key.map(k -> codes.step(k, code, NEVER)).orElse(OptionalLong.empty());
    if (step.isEmpty()) {
      return Outcome.rejected(Problem.with("code", ErrorCodes.INCORRECT_CODE));
    }
    session.remember(session.state().withoutNote(NOTE));
    return Outcome.done(
        changes.add(
            account,
            Authenticator.only(
                account,
                AuthenticatorType.TOTP,
                secrets.seal(account.id(), key.orElseThrow()),
                step.getAsLong(),
                database.now()),
            session,
            MessageKind.TOTP_ADDED));
  }

  /** Removes the factor, if the account has it. */
  public Outcome<Session> remove(Session seen) {
    return changes.remove(seen, AuthenticatorType.TOTP, MessageKind.TOTP_REMOVED);
  }

  private Optional<TotpKey> key(Account account, Session session) {
    return session
        .state()
        .note(NOTE)
        .filter(JsonString.class::isInstance)
        .flatMap(note -> secrets.open(account.id(), ((JsonString) note).getString()));
  }
}
