package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.TransactionRace;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Permit;
import jakarta.inject.Inject;
import java.util.Optional;

/** Verification by a code that is typed back into the session that asked for it, and into no other. */
@Shared
public class VerificationByCode implements AddressVerification {

  private final Database database;
  private final Sessions sessions;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressBook book;
  private final Codes codes;
  private final VerificationMail mail;
  private final LoginStages stages;
  private final LoginProgress progress;
  private final Audit audit;
  private final boolean supportsResend;
  private final boolean supportsChange;

  @Inject
  public VerificationByCode(
      Database database,
      Sessions sessions,
      Accounts accounts,
      EmailAddresses addresses,
      AddressBook book,
      Codes codes,
      VerificationMail mail,
      LoginStages stages,
      LoginProgress progress,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.sessions = sessions;
    this.accounts = accounts;
    this.addresses = addresses;
    this.book = book;
    this.codes = codes;
    this.mail = mail;
    this.stages = stages;
    this.progress = progress;
    this.audit = audit;
    this.supportsResend = settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_RESEND);
    this.supportsChange = settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_CHANGE);
  }

  @Override
  public VerificationOutcome look(String key, Optional<Session> current) {
    return database.transaction(() -> check(key, current, this::good));
  }

  @Override
  public VerificationOutcome verify(String key, Optional<Session> current) {
    return database.transaction(() -> check(key, current, this::verified));
  }

  /** The address that a session is about to verify. */
  public Optional<String> awaited(Session session) {
    return codes.awaited(session, CodePurpose.EMAIL_VERIFICATION).map(PendingCode::email);
  }

  /** Forgets that a session was about to verify an address. Call it with the session locked. */
  void cancel(Session session) {
    session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION));
  }

  /**
   * Sends a code, or another one, to an address that a logged-in person wants to add. Call it with the session
   * locked; wrong attempts at the same address still count.
   */
  void begin(Session session, Account account, String email) {
    PendingCode code =
        codes
            .awaited(session, CodePurpose.EMAIL_VERIFICATION)
            .filter(c -> c.email().equals(email))
            .orElseGet(() -> codes.unsent(CodePurpose.EMAIL_VERIFICATION, email, account.id()));
    session.remember(session.state().with(send(code)));
  }

  /** Sends another code. */
  public ResendOutcome resend(Optional<Session> current) {
    if (!supportsResend) {
      return new ResendOutcome.NotPending();
    }
    return database.transaction(
        () -> {
          Optional<Session> session = current.flatMap(sessions::lock).filter(s -> pending(s).isPresent());
          if (session.isEmpty()) {
            return new ResendOutcome.NotPending();
          }
          PendingCode code = pending(session.get()).get();
          if (mail.permit(code.email()) instanceof Permit.Denied denied) {
            return new ResendOutcome.Limited(denied.retryAfter());
          }
          session.get().remember(session.get().state().with(send(code)));
          return new ResendOutcome.Sent();
        });
  }

  /** Corrects the address of a sign-up or login that waits for its verification. */
  public AddressCorrection change(Session current, String email) {
    return database.transaction(
        () -> {
          Optional<Session> waiting = sessions.lock(current).filter(this::canChange);
          if (waiting.isEmpty()) {
            return new AddressCorrection.NotPending();
          }
          Session session = waiting.get();
          PendingLogin login = stages.pending(session, EmailVerificationStage.FLOW).orElseThrow();
          boolean taken = book.isTaken(email, login.accountId());
          if (taken && !book.hidesAccounts()) {
            return new AddressCorrection.Refused(Problem.with("email", "email_taken"));
          }
          if (mail.permit(email) instanceof Permit.Denied) {
            return new AddressCorrection.Refused(Problem.with("email", "too_many_requests"));
          }
          PendingCode code = new PendingCode(CodePurpose.EMAIL_VERIFICATION, "", email, taken ? null : login.accountId(),
              session.state().code(CodePurpose.EMAIL_VERIFICATION).map(PendingCode::attempts).orElse(0), database.now());
          session.remember(session.state().with(login.about(email)).with(send(code)));
          return new AddressCorrection.Sent();
        });
  }

  /** Whether the session's pending verification may be turned to another address. */
  public boolean canChange(Session session) {
    return supportsChange && mail.isByCode() && stages.pending(session, EmailVerificationStage.FLOW).isPresent();
  }

  private Optional<PendingCode> pending(Session session) {
    // A login whose code has timed out may still ask for another one.
    return stages.pending(session, EmailVerificationStage.FLOW).isPresent()
        ? session.state().code(CodePurpose.EMAIL_VERIFICATION)
        : codes.awaited(session, CodePurpose.EMAIL_VERIFICATION);
  }

  private PendingCode send(PendingCode code) {
    if (code.accountId() == null) {
      mail.tellOwner(code.email());
      return codes.unsentAgain(code);
    }
    return codes.resent(code, mail.sendCode(code.email()));
  }

  private interface Then {
    VerificationOutcome go(Session session, PendingCode code);
  }

  private VerificationOutcome check(String key, Optional<Session> current, Then then) {
    Optional<Session> session = current.flatMap(sessions::lock).filter(this::isStillWanted);
    if (session.isEmpty()) {
      return new VerificationOutcome.NotPending();
    }
    Codes.Check check = codes.check(session.get(), CodePurpose.EMAIL_VERIFICATION, key);
    if (check instanceof Codes.Check.Right right) {
      return then.go(session.get(), right.code());
    }
    if (check instanceof Codes.Check.NotPending) {
      return new VerificationOutcome.NotPending();
    }
    audit.record(AuditType.CODE_REFUSED, accountOf(session.get()), session.get().id(), "email_verification");
    return refused();
  }

  private static Long accountOf(Session session) {
    return session.isAuthenticated()
        ? session.account().id()
        : session.state().login().map(PendingLogin::accountId).orElse(null);
  }

  private boolean isStillWanted(Session session) {
    return session.isAuthenticated() || stages.pending(session, EmailVerificationStage.FLOW).isPresent();
  }

  private VerificationOutcome good(Session session, PendingCode code) {
    return accounts
        .find(code.accountId())
        .filter(Account::isActive)
        .<VerificationOutcome>map(a -> new VerificationOutcome.Good(code.email(), a, !session.isAuthenticated()))
        .orElseGet(VerificationOutcome.NotPending::new);
  }

  private VerificationOutcome verified(Session session, PendingCode code) {
    Optional<PendingLogin> login = stages.pending(session, EmailVerificationStage.FLOW);
    Optional<Account> account =
        accounts.beginEpoch(code.accountId()).filter(a -> login.stream().allMatch(l -> l.isGoodFor(a)));
    if (account.isEmpty()) {
      session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION).withoutLogin());
      return new VerificationOutcome.NotPending();
    }
    if (addresses.isVerifiedElsewhere(code.email(), account.get())) {
      return refused();
    }
    boolean correction = !session.isAuthenticated();
    boolean isNew = addresses.find(account.get(), code.email()).isEmpty();
    Optional<Integer> full = correction || !isNew ? Optional.empty() : book.full(account.get());
    if (full.isPresent()) { // of several sessions, each with a code of its own, another one was faster
      return new VerificationOutcome.Refused(Problem.with("key", "max_email_addresses", full.get()));
    }
    EmailAddress address = book.rowFor(account.get(), code.email(), correction);
    if (!addresses.verify(address)) { // another account was faster by a moment
      throw new TransactionRace(null);
    }
    audit.record(AuditType.EMAIL_VERIFIED, account.get().id(), session.id(), address.email());
    book.settle(address, session.id());
    if (login.isPresent()) {
      return new VerificationOutcome.Verified(
          Optional.empty(), Optional.of(progress.proceed(login.get(), account.get(), Optional.of(session))));
    }
    session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION));
    return new VerificationOutcome.Verified(Optional.of(session), Optional.empty());
  }

  private static VerificationOutcome refused() {
    return new VerificationOutcome.Refused(Problem.with("key", "incorrect_code"));
  }
}
