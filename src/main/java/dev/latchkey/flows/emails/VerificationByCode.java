package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Codes;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginProgress;
import dev.latchkey.flows.login.LoginStages;
import dev.latchkey.persistence.TransactionRace;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Verification by a code, which is valid only in the session that requested it. */
@Shared
public class VerificationByCode implements AddressVerification {

  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final AddressBook book;
  private final AddressOwnership ownership;
  private final Codes codes;
  private final CodeRedemption redemption;
  private final LoginStages stages;
  private final LoginProgress progress;

  @Inject
  public VerificationByCode(
      Accounts accounts,
      EmailAddresses addresses,
      AddressBook book,
      AddressOwnership ownership,
      Codes codes,
      CodeRedemption redemption,
      LoginStages stages,
      LoginProgress progress) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.book = book;
    this.ownership = ownership;
    this.codes = codes;
    this.redemption = redemption;
    this.stages = stages;
    this.progress = progress;
  }

  @Override
  public Outcome<Good> look(String key, Optional<Session> current) {
    return check(key, current, this::good);
  }

  @Override
  public Outcome<Verified> verify(String key, Optional<Session> current) {
    return check(key, current, this::verified);
  }

  private <T> Outcome<T> check(
      String key, Optional<Session> current, BiFunction<Session, PendingCode, Outcome<T>> then) {
    return redemption.redeem(
        CodePurpose.EMAIL_VERIFICATION, "key", key, current, this::isStillWanted, then);
  }

  private boolean isStillWanted(Session session) {
    return session.isAuthenticated()
        || stages.pending(session, EmailVerificationStage.FLOW).isPresent();
  }

  private Outcome<Good> good(Session session, PendingCode code) {
    return Outcome.of(
        accounts
            .find(Objects.requireNonNull(code.accountId()))
            .filter(Account::isActive)
            .map(a -> new Good(code.email(), a, !session.isAuthenticated())),
        new Rejection.NotPending());
  }

  private Outcome<Verified> verified(Session session, PendingCode code) {
    Optional<PendingLogin> login = stages.pending(session, EmailVerificationStage.FLOW);
    Optional<Account> account =
        accounts
            .beginEpoch(Objects.requireNonNull(code.accountId()))
            .filter(a -> login.stream().allMatch(l -> l.isGoodFor(a)));
    if (account.isEmpty()) {
      session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION).withoutLogin());
      return Outcome.rejected(new Rejection.NotPending());
    }
    if (addresses.isVerifiedElsewhere(code.email(), account.get())) {
      session.remember(session.state().with(codes.unsentAgain(code)));
      return Outcome.rejected(Problem.with("key", ErrorCodes.INCORRECT_CODE));
    }
    boolean correction = !session.isAuthenticated();
    boolean isNew = addresses.find(account.get(), code.email()).isEmpty();
    Optional<Integer> full = correction || !isNew ? Optional.empty() : book.full(account.get());
    if (full.isPresent()) { // another session, with its own code, was faster
      return Outcome.rejected(Problem.with("key", ErrorCodes.MAX_EMAIL_ADDRESSES, full.get()));
    }
    EmailAddress address = book.rowFor(account.get(), code.email(), correction, session.id());
    if (!ownership.prove(address, AddressProof.CODE, session.id())) { // another account was faster
      throw new TransactionRace();
    }
    book.settle(address, session.id());
    if (login.isPresent()) {
      return Outcome.done(
          new Verified(
              Optional.empty(),
              Optional.of(progress.proceed(login.get(), account.get(), Optional.of(session)))));
    }
    session.remember(session.state().without(CodePurpose.EMAIL_VERIFICATION));
    return Outcome.done(new Verified(Optional.of(session), Optional.empty()));
  }
}
