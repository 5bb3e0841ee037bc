package dev.latchkey.accounts;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** All accounts. */
@Shared
public class Accounts {

  private final Database database;

  @Inject
  public Accounts(Database database) {
    this.database = database;
  }

  public Optional<Account> find(long id) {
    return Optional.ofNullable(entities().find(Account.class, id));
  }

  /** Finds the account of a user name, without regard to case. */
  public Optional<Account> findByUsername(String username) {
    return entities()
        .createQuery("SELECT a FROM Account a WHERE a.usernameKey = :key", Account.class)
        .setParameter("key", Account.usernameKey(username))
        .getResultStream()
        .findFirst();
  }

  /** Adds the account and gives it its id. Call it in a transaction. */
  public Account add(Account account) {
    entities().persist(account);
    return account;
  }

  /**
   * Begins a new epoch of an account as it was read: one that has since been deactivated, deleted or
   * given another password is left alone. Call it in a transaction; it locks the row until the end.
   *
   * @param newHash the hash to store from now on; the account's own to keep it
   * @return whether the account was still as it was read
   */
  public boolean beginEpoch(Account seen, String newHash) {
    return 1
        == entities()
            .createQuery(
                "UPDATE Account a SET a.tokenEpoch = a.tokenEpoch + 1, a.passwordHash = :hash"
                    + " WHERE a.id = :id AND a.active = :active AND a.passwordHash = :seen")
            .setParameter("hash", newHash)
            .setParameter("id", seen.id())
            .setParameter("active", true) // as a literal, EclipseLink writes 1, which is no BOOLEAN
            .setParameter("seen", seen.passwordHash())
            .executeUpdate();
  }

  private EntityManager entities() {
    return database.entities();
  }
}
