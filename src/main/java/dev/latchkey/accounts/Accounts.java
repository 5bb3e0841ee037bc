package dev.latchkey.accounts;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.RowChanges;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts. */
@Shared
public class Accounts {

  private final Database database;
  private final RowChanges rowChanges;

  @Inject
  public Accounts(Database database, RowChanges rowChanges) {
    this.database = database;
    this.rowChanges = rowChanges;
  }

  public Optional<Account> find(long id) {
    return database.transaction(() -> Optional.ofNullable(entities().find(Account.class, id)));
  }

  /** Locks an active account until the end of the transaction, and returns its current state. */
  public Optional<Account> lock(long id) {
    return lockAny(id).filter(Account::isActive);
  }

  /** Finds the account of a user name, compared in the form of {@link UsernameSyntax#key}. */
  public Optional<Account> findByUsername(String username) {
    return database.transaction(
        () ->
            entities()
                .createQuery("SELECT a FROM Account a WHERE a.usernameKey = :key", Account.class)
                .setParameter("key", UsernameSyntax.key(username))
                .getResultStream()
                .findFirst());
  }

  /**
   * Waits until no other transaction, on any node, decides who has this user name. Call it in a
   * transaction, before looking whether the name is free in order to add it.
   */
  public void takeTurns(String username) {
    database.takeTurns("username/" + UsernameSyntax.key(username));
  }

  /** The attributes of an account that may have been read without them. */
  public Map<String, String> attributes(Account account) {
    return database.transaction(
        () -> find(account.id()).map(managed -> Map.copyOf(managed.attributes())).orElse(Map.of()));
  }

  /** Adds the account and gives it its id. Call it in a transaction. */
  public Account add(Account account) {
    entities().persist(account);
    return account;
  }

  /**
   * Begins a new epoch of an account as it was read, and stores a hash. Does nothing if the account
   * has since been deactivated or deleted, or has another password. Call it in a transaction; it
   * locks the row until the end.
   *
   * @param newHash the new hash; the account's own to keep it
   * @return the account as it is now; empty if it has changed since it was read
   */
  public Optional<Account> replacePassword(Account seen, String newHash) {
    return storePassword(seen, newHash) ? reread(seen.id()) : Optional.empty();
  }

  /**
   * As {@link #replacePassword}, for a caller that reads the account itself.
   *
   * @return whether the account is as it was read
   */
  public boolean storePassword(Account seen, String newHash) {
    return seen.passwordHash() == null
        ? beginsEpoch(seen.id(), newHash, "password_hash IS NULL", List.of())
        : beginsEpoch(seen.id(), newHash, "password_hash = ?4", List.of(seen.passwordHash()));
  }

  /**
   * Begins a new epoch with a new password, if the account is still in the given epoch. Call it in
   * a transaction; it locks the row until the end.
   *
   * @return the account as it is now; empty if it is inactive or in another epoch
   */
  public Optional<Account> beginEpoch(long id, long allowedIn, String newHash) {
    return beginsEpoch(id, newHash, "token_epoch = ?4", List.of(allowedIn))
        ? reread(id)
        : Optional.empty();
  }

  /**
   * Begins a new epoch of an active account, whatever its password. Call it in a transaction; it
   * locks the row until the end.
   *
   * @return the account as it is now; empty if there is no active one
   */
  public Optional<Account> beginEpoch(long id) {
    int active =
        entities()
            .createNativeQuery(
                "UPDATE account SET token_epoch = token_epoch + 1 WHERE id = ?1 AND active = ?2")
            .setParameter(1, id)
            .setParameter(2, true)
            .executeUpdate();
    return active == 1 ? reread(id) : Optional.empty();
  }

  /** In SQL: EclipseLink would write the values of a JPQL update that adds into its text. */
  private boolean beginsEpoch(long id, String newHash, String condition, List<?> values) {
    announce(id);
    Query update =
        entities()
            .createNativeQuery(
                "UPDATE account SET token_epoch = token_epoch + 1, password_hash = ?1"
                    + " WHERE id = ?2 AND active = ?3 AND "
                    + condition)
            .setParameter(1, newHash)
            .setParameter(2, id)
            .setParameter(3, true);
    for (int i = 0; i < values.size(); i++) {
      update.setParameter(4 + i, values.get(i));
    }
    return update.executeUpdate() == 1;
  }

  /**
   * Suspends the password of a locked account, so that it cannot log in. Call it in a transaction.
   */
  public void suspendPassword(Account locked) {
    locked.suspendPassword();
    entities().flush();
  }

  /** Reinstates the suspended password of a locked account. Call it in a transaction. */
  public void reinstatePassword(Account locked) {
    locked.reinstatePassword();
    entities().flush();
  }

  private Optional<Account> reread(long id) {
    announce(id);
    Optional<Account> account = find(id);
    account.ifPresent(entities()::refresh);
    return account;
  }

  /** Like {@link #lock}, but also for inactive accounts. */
  public Optional<Account> lockAny(long id) {
    announce(id);
    return Optional.ofNullable(entities().find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Activates or deactivates a locked account, and begins a new epoch in any case, which
   * invalidates earlier links. The caller has to end its sessions.
   */
  public void setActive(Account locked, boolean active) {
    locked.beginEpoch(active);
  }

  /** Deletes a locked account; the database deletes what refers to it. */
  public void delete(Account locked) {
    announce(locked.id());
    entities().flush();
    entities()
        .createNativeQuery("DELETE FROM account WHERE id = ?1")
        .setParameter(1, locked.id())
        .executeUpdate();
    entities().detach(locked);
  }

  /** What changes an account locks it first, so that is where the change is announced. */
  private void announce(long id) {
    rowChanges.announce(RowChanges.Subject.ACCOUNT, id);
  }

  private EntityManager entities() {
    return database.entities();
  }
}
