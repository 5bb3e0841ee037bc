package dev.latchkey.accounts.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.PrimaryAddress;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All email addresses. */
@Shared
public class EmailAddresses {

  private final Database database;
  private final AccountLookup lookup;
  private final AddressClaims claims;

  @Inject
  public EmailAddresses(Database database) {
    this.database = database;
    this.lookup = new AccountLookup(database);
    this.claims = new AddressClaims(database);
  }

  /** Adds the address and gives it its id. Call it in a transaction. */
  public EmailAddress add(EmailAddress address) {
    database.entities().persist(address);
    return address;
  }

  /**
   * Adds an unverified address. This account owns it unless it {@linkplain #opens opens} another
   * one. Call it in a transaction, and never for an address that is {@linkplain
   * #isVerifiedElsewhere verified elsewhere}.
   */
  public EmailAddress add(Account account, String email, boolean primary) {
    takeTurns(email);
    if (isTaken(email)) {
      return add(account, email, false, primary);
    }
    return addHeld(account, email, primary);
  }

  /**
   * The same, owned by this account. Call it after looking that the address is free. If another
   * account has just taken it, the transaction is repeated and finds it taken.
   */
  public EmailAddress addHeld(Account account, String email, boolean primary) {
    takeTurns(email);
    rows(email).stream() // the owner has another, verified address, so it loses this unverified one
        .filter(EmailAddress::isOwner)
        .filter(e -> !opens(e))
        .forEach(EmailAddress::disown);
    database.entities().flush();
    return add(account, email, true, primary);
  }

  private EmailAddress add(Account account, String email, boolean owner, boolean primary) {
    EmailAddress added = add(new EmailAddress(account, email, owner, primary, database.now()));
    database.entities().flush();
    return added;
  }

  /**
   * Waits until no other transaction, on any node, decides who has this address. Call it in a
   * transaction, before looking whether the address is free in order to add it.
   */
  public void takeTurns(String email) {
    database.takeTurns("email/" + EmailAddress.key(email));
  }

  /** The addresses of an account, in the order in which they were added. */
  public List<EmailAddress> of(Account account) {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery(
                    "SELECT e FROM EmailAddress e WHERE e.account.id = :id ORDER BY e.created, e.id",
                    EmailAddress.class)
                .setParameter("id", account.id())
                .getResultList());
  }

  /** The account's primary address. */
  public Optional<EmailAddress> primaryOf(Account account) {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery(
                    "SELECT e FROM EmailAddress e WHERE e.account.id = :id AND e.primary = :primary",
                    EmailAddress.class)
                .setParameter("id", account.id())
                .setParameter("primary", true)
                .getResultStream()
                .findFirst());
  }

  /**
   * The primary address as the account itself sees it, even if another account has verified it.
   * Read once for this object.
   */
  public Optional<String> shownPrimaryOf(Account account) {
    return readOnce(account)
        .email()
        .or(() -> claimsOf(account).stream().map(AddressClaim::email).findFirst());
  }

  /** What tells a user's accounts apart in an authenticator: the address, user name or id. */
  public String labelOf(Account account) {
    return primaryOf(account)
        .map(EmailAddress::email)
        .or(() -> Optional.ofNullable(account.username()))
        .orElseGet(() -> account.id().toString());
  }

  /** The account's primary address, if it is verified. Read once for this object. */
  public Optional<String> provenPrimaryOf(Account account) {
    PrimaryAddress primary = readOnce(account);
    return primary.email().filter(email -> primary.verified());
  }

  private PrimaryAddress readOnce(Account account) {
    return account.primaryAddress(() -> AccountLookup.shown(primaryOf(account)));
  }

  /** The account's row of an address, verified or not. */
  public Optional<EmailAddress> find(Account account, String email) {
    return of(account).stream().filter(e -> e.email().equals(EmailAddress.key(email))).findFirst();
  }

  public Optional<EmailAddress> find(long id) {
    return database.transaction(
        () -> Optional.ofNullable(database.entities().find(EmailAddress.class, id)));
  }

  /** Whether the account has a verified address. */
  public boolean hasVerified(Account account) {
    return of(account).stream().anyMatch(EmailAddress::isVerified);
  }

  /**
   * Whether an address may open its account: by a login, a code or a reset. An unverified one may
   * only while the account has no verified address, because it must open nothing that a verified
   * one protects.
   */
  public boolean opens(EmailAddress address) {
    return address.isVerified() || !hasVerified(address.account());
  }

  /** The account's row of an address, if that {@linkplain #opens opens} the account. */
  public Optional<EmailAddress> opening(Account account, String email) {
    return find(account, email).filter(this::opens);
  }

  /** Whether another account has verified the address, so that this one cannot. */
  public boolean isVerifiedElsewhere(String email, Account account) {
    return isVerifiedElsewhere(email, account.id());
  }

  /** The same, for an account by its id. */
  public boolean isVerifiedElsewhere(String email, long account) {
    return verified(email).filter(e -> e.account().id() != account).isPresent();
  }

  /** Whether any account has verified the address. */
  public boolean isVerified(String email) {
    return verified(email).isPresent();
  }

  /**
   * Marks an address as verified, and takes it from accounts that have it unverified; for them it
   * becomes a claim. Call it in a transaction.
   *
   * @return false, without a change, if another account has verified it before
   */
  public boolean verify(EmailAddress address, AddressProof how) {
    takeTurns(address.email());
    lock(address.email()); // or two accounts that verify it concurrently would both have it
    if (isVerifiedElsewhere(address.email(), address.account())) {
      return false;
    }
    rows(address.email()).stream()
        .filter(e -> !e.id().equals(address.id()))
        .forEach(this::turnIntoClaim);
    database.entities().flush(); // the key that the other row gives up must be free first
    address.verify(how);
    database.entities().flush();
    return true;
  }

  /** The account keeps the address at its place in the list, which reveals nothing. */
  private void turnIntoClaim(EmailAddress address) {
    remove(address);
    claim(address.account(), address.email(), address.created());
  }

  /** In the same order everywhere, and one by one: Derby locks no rows that a statement sorts. */
  private void lock(String email) {
    database
        .entities()
        .createQuery(
            "SELECT e.id FROM EmailAddress e WHERE e.emailKey = :key ORDER BY e.id", Long.class)
        .setParameter("key", EmailAddress.key(email))
        .getResultList()
        .forEach(this::lock);
  }

  private void lock(long id) {
    database
        .entities()
        .createQuery("SELECT e FROM EmailAddress e WHERE e.id = :id", EmailAddress.class)
        .setParameter("id", id)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .forEach(database.entities()::refresh);
  }

  /** Makes one of an account's addresses its primary one. Call it in a transaction. */
  public void makePrimary(EmailAddress address) {
    of(address.account()).forEach(e -> e.setPrimary(e.id().equals(address.id())));
  }

  /** Removes an address. Call it in a transaction. */
  public void remove(EmailAddress address) {
    EmailAddress managed = database.entities().find(EmailAddress.class, address.id());
    if (managed != null) {
      database.entities().remove(managed);
      database.entities().flush();
    }
  }

  /**
   * Whether the address {@linkplain #opens opens} an account. An unverified address of an account
   * that has a verified one is free.
   */
  public boolean isTaken(String email) {
    return !candidates(email).isEmpty();
  }

  /** As {@link #isTaken(String)}, by another account than this one. */
  public boolean isTakenElsewhere(String email, @Nullable Long accountId) {
    return candidates(email).stream().anyMatch(e -> !e.account().id().equals(accountId));
  }

  /**
   * The rows through which an address {@linkplain #opens opens} accounts, with their accounts: only
   * the verified one if there is one, else the few unverified ones, the owner's first.
   */
  public List<EmailAddress> candidates(String email) {
    return lookup.candidates(email);
  }

  /**
   * Reads an account with its groups and its primary address, by one statement. Call it in a
   * transaction that has not read the account before.
   */
  public Optional<Account> account(long id) {
    return lookup.account(id);
  }

  /**
   * Stores that an account has added an address that another account has verified. The account sees
   * it in its list, so the list does not reveal the other account; no other account sees it. Call
   * it in a transaction, with the account locked.
   */
  public void claim(Account account, String email) {
    claim(account, email, database.now());
  }

  private void claim(Account account, String email, Instant created) {
    takeTurns(email);
    claims.add(account, email, created);
  }

  /**
   * The addresses that an account has added although another account has verified them, in the
   * order in which they were added.
   */
  public List<AddressClaim> claimsOf(Account account) {
    return claims.of(account);
  }

  /**
   * Forgets a claim. Call it in a transaction.
   *
   * @return whether there was one
   */
  public boolean removeClaim(Account account, String email) {
    return claims.remove(account, email);
  }

  private Optional<EmailAddress> verified(String email) {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery(
                    "SELECT e FROM EmailAddress e JOIN FETCH e.account"
                        + " WHERE e.emailKey = :key AND e.verified = :verified",
                    EmailAddress.class)
                .setParameter("key", EmailAddress.key(email))
                .setParameter("verified", true)
                .getResultStream()
                .findFirst());
  }

  private List<EmailAddress> rows(String email) {
    return database.transaction(
        () ->
            database
                .entities()
                .createQuery(
                    "SELECT e FROM EmailAddress e JOIN FETCH e.account WHERE e.emailKey = :key",
                    EmailAddress.class)
                .setParameter("key", EmailAddress.key(email))
                .getResultList());
  }
}
