package dev.latchkey.flows.signup;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Refusal;
import dev.latchkey.flows.emails.EmailVerificationStage;
import dev.latchkey.flows.emails.VerificationMail;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.flows.password.NewPassword;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Failures;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making an account for someone new. */
@Shared
public class Signup {

  private final Database database;
  private final Attempts attempts;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Passwords passwords;
  private final NewPassword newPassword;
  private final VerificationMail mail;
  private final Codes codes;
  private final LoginProgress progress;
  private final Audit audit;
  private final EmailVerification verification;
  private final boolean tellsTaken;

  @Inject
  public Signup(
      Database database,
      Attempts attempts,
      Accounts accounts,
      EmailAddresses addresses,
      Passwords passwords,
      NewPassword newPassword,
      VerificationMail mail,
      Codes codes,
      LoginProgress progress,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.attempts = attempts;
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.newPassword = newPassword;
    this.mail = mail;
    this.codes = codes;
    this.progress = progress;
    this.audit = audit;
    this.verification = settings.get(AccountSettings.EMAIL_VERIFICATION);
    this.tellsTaken = tellsTaken(settings.get(AccountSettings.PREVENT_ENUMERATION));
  }

  /**
   * Whether sign-up says that an address is taken: unless that is to be hidden, and can be, since
   * either the owner is asked first or two accounts with one unverified address are put up with.
   */
  private boolean tellsTaken(EnumerationPrevention prevention) {
    return switch (prevention) {
      case OFF -> true;
      case ON -> verification != EmailVerification.MANDATORY;
      case STRICT -> false;
    };
  }

  /**
   * Signs someone up and logs them in as far as they may be. Call it outside of a transaction.
   *
   * @param current the client's session so far, which the new one replaces
   */
  public Outcome<LoginOutcome> begin(SignupRequest request, Optional<Session> current) {
    return attempts.of(Action.SIGNUP, () -> register(request, current));
  }

  private Outcome<LoginOutcome> register(SignupRequest request, Optional<Session> current) {
    List<Problem> problems = problems(request);
    if (!problems.isEmpty()) {
      return Outcome.refused(new Refusal.Problems(problems));
    }
    String hash = request.password() == null ? null : passwords.hash(request.password());
    try {
      return Outcome.done(begin(request, hash, current));
    } catch (RuntimeException e) {
      // Somebody else took the name between the look and the insertion.
      if (!Failures.isConstraintViolation(e)) {
        throw e;
      }
      List<Problem> late = taken(request);
      return late.isEmpty()
          ? Outcome.done(begin(request, hash, current))
          : Outcome.refused(new Refusal.Problems(late));
    }
  }

  private LoginOutcome begin(SignupRequest request, String hash, Optional<Session> current) {
    return database.transaction(
        () -> isHidden(request) ? pretend(request, hash, current) : signUp(request, hash, current));
  }

  private List<Problem> problems(SignupRequest request) {
    List<Problem> problems = new ArrayList<>(taken(request));
    if (request.password() != null) {
      problems.addAll(
          newPassword.problems(
              "password", request.password(), request.email(), request.username()));
    }
    return problems;
  }

  private List<Problem> taken(SignupRequest request) {
    List<Problem> taken = new ArrayList<>();
    if (request.username() != null && accounts.findByUsername(request.username()).isPresent()) {
      taken.add(Problem.with("username", ErrorCodes.USERNAME_TAKEN));
    }
    if (tellsTaken && request.email() != null && addresses.isTaken(request.email())) {
      taken.add(Problem.with("email", ErrorCodes.EMAIL_TAKEN));
    }
    return taken;
  }

  /** Whether two accounts with one address are put up with, until one of them verifies it. */
  private boolean mayBeShared() {
    return !tellsTaken && verification != EmailVerification.MANDATORY;
  }

  /**
   * Whether the address is taken, and nobody may notice because its owner will be asked first
   * anyway.
   */
  private boolean isHidden(SignupRequest request) {
    return verification == EmailVerification.MANDATORY
        && !tellsTaken
        && request.email() != null
        && addresses.isTaken(request.email());
  }

  /**
   * Answers as for an address that is free. By code, an account is made as well, only without that
   * address: whoever mistyped theirs corrects it and goes on, and so cannot tell either.
   */
  private LoginOutcome pretend(SignupRequest request, String hash, Optional<Session> current) {
    String email = EmailAddress.key(request.email());
    Long account = null;
    if (mail.isByCode()) {
      Account added = account(request, hash);
      database.entities().flush();
      account = added.id();
      audit.record(AuditType.SIGNED_UP, account, null);
    }
    PendingLogin login = new PendingLogin(account, List.of(), email, database.now());
    OpenSession pending = progress.pend(login, EmailVerificationStage.FLOW, current);
    if (mail.isByCode()) {
      Session session = pending.session();
      session.remember(
          session.state().with(codes.unsent(CodePurpose.EMAIL_VERIFICATION, email, null)));
    }
    if (mail.maySend(email)) {
      mail.tellOwner(email);
    }
    return new LoginOutcome.Pending(pending, true);
  }

  private LoginOutcome signUp(SignupRequest request, String hash, Optional<Session> current) {
    Account account = account(request, hash);
    if (request.email() != null) {
      addAddress(account, request.email());
    }
    database.entities().flush(); // so that a name taken meanwhile is found before a mail is written
    audit.record(AuditType.SIGNED_UP, account.id(), null);
    PendingLogin login =
        new PendingLogin(account.id(), List.of(), request.email(), database.now())
            .underPasswordOf(account);
    return progress.proceed(login, account, current);
  }

  private Account account(SignupRequest request, String hash) {
    Account account = accounts.add(new Account(request.username(), hash, database.now()));
    account.attributes().putAll(request.attributes());
    return account;
  }

  /**
   * Where another account has verified the address there is no row, and its owner is told instead.
   */
  private void addAddress(Account account, String email) {
    boolean isProven = addresses.isVerified(email);
    Optional<EmailAddress> address = isProven ? Optional.empty() : Optional.of(row(account, email));
    if (isProven) {
      database.entities().flush();
      addresses.claim(account, email);
    }
    if (verification == EmailVerification.OPTIONAL && mail.maySend(email)) {
      address.ifPresentOrElse(mail::sendLink, () -> mail.tellOwner(email));
    }
  }

  /**
   * Where two accounts must not have one address, this one says that it holds it, and fails where
   * another one does.
   */
  private EmailAddress row(Account account, String email) {
    database.entities().flush();
    return mayBeShared()
        ? addresses.add(account, email, true)
        : addresses.addHeld(account, email, true);
  }
}
