package dev.latchkey.accounts.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Failures;
import dev.latchkey.persistence.TransactionRace;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All email addresses. */
@Shared
public class EmailAddresses {

  private static final int CANDIDATES = 5;

  private final Database database;

  @Inject
  public EmailAddresses(Database database) {
    this.database = database;
  }

  /** Adds the address and gives it its id. Call it in a transaction. */
  public EmailAddress add(EmailAddress address) {
    database.entities().persist(address);
    return address;
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

  /** Whether another account has verified the address, so that nobody else can. */
  public boolean isVerifiedElsewhere(String email, Account account) {
    return rows(email).stream()
        .anyMatch(e -> e.isVerified() && !e.account().id().equals(account.id()));
  }

  /**
   * Marks an address as verified, and takes it over from an account that claimed it without proof.
   * Call it in a transaction.
   *
   * @return false, and nothing done, where another account has verified it before
   */
  public boolean verify(EmailAddress address) {
    lock(address.email()); // or else two accounts that verify it at once would both have it
    if (isVerifiedElsewhere(address.email(), address.account())) {
      return false;
    }
    rows(address.email()).stream()
        .filter(e -> !e.id().equals(address.id()))
        .forEach(EmailAddress::disown);
    database.entities().flush(); // the key that the other row gives up must be free first
    address.verify();
    flushOrRepeat();
    return true;
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

  private void flushOrRepeat() {
    try {
      database.entities().flush();
    } catch (RuntimeException e) {
      if (Failures.isConstraintViolation(e)) { // another account has verified the address meanwhile
        throw new TransactionRace(e);
      }
      throw e;
    }
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
    }
  }

  /** Whether any account has the address, verified or not. */
  public boolean isKnown(String email) {
    return !rows(email).isEmpty();
  }

  /**
   * The rows through which someone may log in with an address, with their accounts: the verified
   * one alone if there is one, else the few that claim it, its holder first.
   */
  public List<EmailAddress> candidates(String email) {
    List<EmailAddress> rows = rows(email);
    Optional<EmailAddress> verified = rows.stream().filter(EmailAddress::isVerified).findFirst();
    return verified
        .map(List::of)
        .orElseGet(() -> rows.stream().sorted(HOLDER_FIRST).limit(CANDIDATES).toList());
  }

  private static final Comparator<EmailAddress> HOLDER_FIRST =
      Comparator.comparing((EmailAddress e) -> !e.isOwner()).thenComparing(EmailAddress::id);

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
