package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.EnumerationRules;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.OwnAccount;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Manages the addresses of a logged-in user. Call it outside of a transaction. */
@Shared
public class ManagedAddresses {

  private static final Problem UNKNOWN = Problem.with("email", ErrorCodes.UNKNOWN_EMAIL);

  private final Database database;
  private final Attempts attempts;
  private final OwnAccount ownAccount;
  private final EmailAddresses addresses;
  private final AddressBook book;
  private final EnumerationRules enumeration;
  private final VerificationMail mail;
  private final VerificationCodes verificationCodes;

  @Inject
  public ManagedAddresses(
      Database database,
      Attempts attempts,
      OwnAccount ownAccount,
      EmailAddresses addresses,
      AddressBook book,
      EnumerationRules enumeration,
      VerificationMail mail,
      VerificationCodes verificationCodes) {
    this.database = database;
    this.attempts = attempts;
    this.ownAccount = ownAccount;
    this.addresses = addresses;
    this.book = book;
    this.enumeration = enumeration;
    this.mail = mail;
    this.verificationCodes = verificationCodes;
  }

  /** The account's addresses, the oldest first. */
  public List<ListedAddress> list(Session session) {
    return database.transaction(() -> book.list(session.owner()));
  }

  /**
   * The address that will be added to the account when the user types the code that was sent to it.
   */
  public Optional<String> awaited(Session session) {
    return verificationCodes
        .awaited(session)
        .filter(email -> find(session.owner(), email).isEmpty());
  }

  /** Adds an address, and sends it a verification mail. */
  public Outcome<Session> add(Session session, String email) {
    return change(session, (account, locked) -> add(locked, account, email));
  }

  /** Sends the verification mail of an address again. */
  public Outcome<Session> resend(Session session, String email) {
    return change(session, (account, locked) -> resend(locked, account, email));
  }

  /** Makes an address the primary one. It must be verified, or the account's only one. */
  public Outcome<Session> makePrimary(Session session, String email) {
    return change(session, (account, locked) -> makePrimary(locked, account, email));
  }

  /** Removes an address. */
  public Outcome<Session> remove(Session session, String email) {
    return change(session, (account, locked) -> remove(locked, account, email));
  }

  private Outcome<Session> change(
      Session session, BiFunction<Account, Session, Outcome<Session>> change) {
    return attempts.by(
        Action.MANAGE_EMAIL, session.owner(), () -> ownAccount.change(session, change));
  }

  private Outcome<Session> add(Session session, Account account, String email) {
    if (find(account, email).isPresent()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.DUPLICATE_EMAIL));
    }
    addresses.takeTurns(email);
    boolean taken = addresses.isTakenElsewhere(email, account.id());
    if (taken && !enumeration.hideAccounts()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.EMAIL_TAKEN));
    }
    Optional<Integer> full = book.full(account);
    if (full.isPresent()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.MAX_EMAIL_ADDRESSES, full.get()));
    }
    if (!mail.isByCode() && !book.allowsUnverified(account)) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.ADD_EMAIL_BLOCKED));
    }
    boolean maySend = mail.maySend(email);
    if (mail.isByCode()) {
      if (!maySend) {
        return Outcome.rejected(new Rejection.NotSent());
      }
      verificationCodes.begin(session, account, EmailAddress.key(email));
    } else {
      Optional<EmailAddress> added = book.add(account, email, session.id());
      if (maySend) {
        mail.sendLinkOrTellOwner(added, email);
      }
    }
    book.tellOfNew(account, EmailAddress.key(email), session.id());
    return Outcome.done(session);
  }

  private Outcome<Session> resend(Session session, Account account, String email) {
    Optional<ListedAddress> address = find(account, email);
    boolean isAwaited = awaited(session).filter(EmailAddress.key(email)::equals).isPresent();
    if (address.isEmpty() && !isAwaited) {
      return Outcome.rejected(UNKNOWN);
    }
    if (address.filter(ListedAddress::verified).isPresent() || !mail.maySend(email)) {
      return Outcome.rejected(new Rejection.NotSent());
    }
    if (mail.isByCode()) {
      verificationCodes.begin(session, account, EmailAddress.key(email));
    } else {
      Optional<EmailAddress> row = addresses.find(account, email);
      mail.sendLinkOrTellOwner(
          row.isPresent() ? row : book.add(account, email, session.id()), email);
    }
    return Outcome.done(session);
  }

  private Optional<ListedAddress> find(Account account, String email) {
    return book.list(account).stream()
        .filter(a -> a.email().equals(EmailAddress.key(email)))
        .findFirst();
  }

  private Outcome<Session> makePrimary(Session session, Account account, String email) {
    Optional<ListedAddress> address = find(account, email);
    if (address.isEmpty()) {
      return Outcome.rejected(UNKNOWN);
    }
    if (!address.get().verified() && book.list(account).size() > 1) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.UNVERIFIED_PRIMARY_EMAIL));
    }
    addresses.find(account, email).ifPresent(row -> book.makePrimary(row, session.id()));
    return Outcome.done(session);
  }

  private Outcome<Session> remove(Session session, Account account, String email) {
    Optional<ListedAddress> address = find(account, email);
    if (address.isEmpty()) {
      if (awaited(session).filter(EmailAddress.key(email)::equals).isEmpty()) {
        return Outcome.rejected(UNKNOWN);
      }
      verificationCodes.cancel(session);
      return Outcome.done(session);
    }
    boolean isLast = book.list(account).size() == 1;
    if (isLast ? book.needsOne() : address.get().primary()) {
      return Outcome.rejected(Problem.with("email", ErrorCodes.CANNOT_REMOVE_PRIMARY_EMAIL));
    }
    book.remove(account, address.get().email(), session.id());
    return Outcome.done(session);
  }
}
