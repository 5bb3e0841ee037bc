package dev.latchkey.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
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
    return database
        .entities()
        .createQuery("SELECT e FROM EmailAddress e WHERE e.account.id = :id ORDER BY e.created, e.id", EmailAddress.class)
        .setParameter("id", account.id())
        .getResultList();
  }

  /** The account's primary address. */
  public Optional<EmailAddress> primaryOf(Account account) {
    return database
        .entities()
        .createQuery("SELECT e FROM EmailAddress e WHERE e.account.id = :id AND e.primary = :primary", EmailAddress.class)
        .setParameter("id", account.id())
        .setParameter("primary", true)
        .getResultStream()
        .findFirst();
  }

  /** Whether any account has the address, verified or not. */
  public boolean isKnown(String email) {
    return !rows(email).isEmpty();
  }

  /**
   * The rows through which someone may log in with an address, with their accounts: the verified one
   * alone if there is one, else the few that claim it, its holder first.
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
    return database
        .entities()
        .createQuery("SELECT e FROM EmailAddress e JOIN FETCH e.account WHERE e.emailKey = :key", EmailAddress.class)
        .setParameter("key", EmailAddress.key(email))
        .getResultList();
  }
}
