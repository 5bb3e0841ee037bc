package dev.latchkey.flows.signup;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.emails.EmailVerificationStage;
import dev.latchkey.flows.emails.VerificationMail;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.mail.Destination;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates an account for a new user. */
@Shared
public class Signup {

  private final Database database;
  private final Attempts attempts;
  private final Registration registration;
  private final EnumerationRules enumeration;
  private final VerificationMail mail;
  private final Codes codes;
  private final LoginProgress progress;
  private final Audit audit;

  @Inject
  public Signup(
      Database database,
      Attempts attempts,
      Registration registration,
      EnumerationRules enumeration,
      VerificationMail mail,
      Codes codes,
      LoginProgress progress,
      Audit audit) {
    this.database = database;
    this.attempts = attempts;
    this.registration = registration;
    this.enumeration = enumeration;
    this.mail = mail;
    this.codes = codes;
    this.progress = progress;
    this.audit = audit;
  }

  /**
   * Signs up a user and begins their login. Call it outside of a transaction.
   *
   * @param current the client's session so far, which the new one replaces
   */
  public Outcome<LoginOutcome> begin(SignupRequest request, Optional<Session> current) {
    return begin(request, current, login -> login);
  }

  /**
   * As {@link #begin(SignupRequest, Optional)}, with a login that a feature has prepared, such as
   * by a note for its stage.
   */
  public Outcome<LoginOutcome> begin(
      SignupRequest request, Optional<Session> current, UnaryOperator<PendingLogin> prepared) {
    return attempts.of(
        Action.SIGNUP,
        () ->
            registration.register(
                request,
                enumeration.tellTaken(),
                hash ->
                    isHidden(request)
                        ? pretend(request, hash, current, prepared)
                        : signUp(request, hash, current, prepared)));
  }

  /**
   * Whether the address is taken, and the response must hide it; the owner must verify the address
   * first anyway.
   */
  private boolean isHidden(SignupRequest request) {
    return enumeration.hideTaken()
        && request.email() != null
        && registration.isTaken(request.email());
  }

  /**
   * Responds as for an address that is free. If verification is by code, it also creates an
   * account, but without the address: users who mistyped theirs can correct it and continue, so
   * they cannot see the difference either.
   */
  private LoginOutcome pretend(
      SignupRequest request,
      @Nullable String hash,
      Optional<Session> current,
      UnaryOperator<PendingLogin> prepared) {
    String email = EmailAddress.key(Objects.requireNonNull(request.email()));
    Long account = null;
    if (mail.isByCode()) {
      Account added = registration.add(request, hash);
      database.entities().flush();
      account = added.id();
      audit.record(AuditType.SIGNED_UP, account, null);
    }
    PendingLogin login = new PendingLogin(account, List.of(), email, database.now());
    OpenSession pending =
        progress.pend(prepared.apply(login), EmailVerificationStage.FLOW, current);
    if (mail.isByCode()) {
      Session session = pending.session();
      session.remember(
          session
              .state()
              .with(codes.unsent(CodePurpose.EMAIL_VERIFICATION, Destination.email(email), null)));
    }
    if (mail.maySend(email)) {
      mail.tellOwner(email);
    }
    return new LoginOutcome.Pending(pending, true);
  }

  private LoginOutcome signUp(
      SignupRequest request,
      @Nullable String hash,
      Optional<Session> current,
      UnaryOperator<PendingLogin> prepared) {
    Account account = registration.add(request, hash);
    if (request.email() != null) {
      Optional<EmailAddress> address =
          registration.addUnlessVerified(
              account, request.email(), enumeration.mayShareUnverified());
      mail.followSignup(address, request.email());
    }
    database
        .entities()
        .flush(); // so that a name taken in the meantime is found before a mail is written
    audit.record(AuditType.SIGNED_UP, account.id(), null);
    PendingLogin login =
        new PendingLogin(account.id(), List.of(), request.email(), database.now())
            .underPasswordOf(account);
    return progress.proceed(prepared.apply(login), account, current);
  }
}
