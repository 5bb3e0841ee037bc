package dev.latchkey.accounts.emails;

import dev.latchkey.accounts.Account;
import dev.latchkey.persistence.Database;
import java.time.Instant;
import java.util.List;

/** The addresses that accounts have added although another account has verified them. */
final class AddressClaims {

  private final Database database;

  AddressClaims(Database database) {
    this.database = database;
  }

  /** Stores a claim unless it is there already. Call it in a transaction. */
  void add(Account account, String email, Instant created) {
    String key = EmailAddress.key(email);
    if (of(account).stream().anyMatch(c -> c.email().equals(key))) {
      return;
    }
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO address_claim (account_id, email, created) VALUES (?1, ?2, ?3)")
        .setParameter(1, account.id())
        .setParameter(2, key)
        .setParameter(3, created.toEpochMilli())
        .executeUpdate();
  }

  /** An account's claims, in the order in which they were added. */
  List<AddressClaim> of(Account account) {
    return database.transaction(
        () -> {
          List<?> rows =
              database
                  .entities()
                  .createNativeQuery(
                      "SELECT email, created FROM address_claim WHERE account_id = ?1"
                          + " ORDER BY created, email")
                  .setParameter(1, account.id())
                  .getResultList();
          return rows.stream().map(AddressClaim::of).toList();
        });
  }

  /**
   * Forgets a claim. Call it in a transaction.
   *
   * @return whether there was one
   */
  boolean remove(Account account, String email) {
    return 1
        == database
            .entities()
            .createNativeQuery("DELETE FROM address_claim WHERE account_id = ?1 AND email = ?2")
            .setParameter(1, account.id())
            .setParameter(2, EmailAddress.key(email))
            .executeUpdate();
  }
}
