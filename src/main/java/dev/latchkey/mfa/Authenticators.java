package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The second factors of all accounts. Call methods that change one in a transaction. */
@Shared
public class Authenticators {

  private final Database database;

  @Inject
  public Authenticators(Database database) {
    this.database = database;
  }

  /** All factors of an account, in the order of their types, then of their age. */
  public List<Authenticator> of(long account) {
    return database.transaction(
        () ->
            entities()
                .createQuery(
                    "SELECT a FROM Authenticator a WHERE a.accountId = :account",
                    Authenticator.class)
                .setParameter("account", account)
                .getResultStream()
                .sorted(
                    Comparator.comparing((Authenticator a) -> a.type().text())
                        .thenComparing(Authenticator::id))
                .toList());
  }

  /** The factor of a type that an account has once. */
  public Optional<Authenticator> find(long account, AuthenticatorType type) {
    return of(account).stream().filter(a -> a.type() == type).findFirst();
  }

  /** Some factors of a type, of all accounts, with ids beyond the given one, in their order. */
  List<Authenticator> ofType(AuthenticatorType type, long after, int atMost) {
    return entities()
        .createQuery(
            "SELECT a FROM Authenticator a WHERE a.type = :type AND a.id > :after ORDER BY a.id",
            Authenticator.class)
        .setParameter("type", type)
        .setParameter("after", after)
        .setMaxResults(atMost)
        .getResultList();
  }

  /** The factor, of any account, with this key. */
  public Optional<Authenticator> find(String distinctKey) {
    return database.transaction(
        () ->
            entities()
                .createQuery(
                    "SELECT a FROM Authenticator a WHERE a.distinctKey = :key", Authenticator.class)
                .setParameter("key", distinctKey)
                .getResultStream()
                .findFirst());
  }

  /** Whether the account has a factor that a login asks for. Recovery codes alone are none. */
  public boolean protect(long account) {
    return of(account).stream().anyMatch(a -> a.type().protects());
  }

  /** Adds a factor and gives it its id. Call it with the account locked. */
  public Authenticator add(Authenticator authenticator) {
    entities().persist(authenticator);
    entities().flush();
    return authenticator;
  }

  /** Removes a factor; false if it was removed before. */
  public boolean remove(Authenticator authenticator) {
    entities().detach(authenticator);
    return 1
        == entities()
            .createNativeQuery("DELETE FROM authenticator WHERE id = ?1")
            .setParameter(1, authenticator.id())
            .executeUpdate();
  }

  /**
   * Records a use, unless another request has used the factor since it was read. Of concurrent
   * requests with one code, on all nodes, one succeeds.
   *
   * @param uses the new value of {@link Authenticator#uses}
   * @return whether this was the first use
   */
  public boolean use(Authenticator seen, long uses) {
    return 1
        == entities()
            .createNativeQuery(
                "UPDATE authenticator SET uses = ?1, last_used = ?2 WHERE id = ?3 AND uses = ?4")
            .setParameter(1, uses)
            .setParameter(2, database.now().toEpochMilli())
            .setParameter(3, seen.id())
            .setParameter(4, seen.uses())
            .executeUpdate();
  }

  /** Replaces the data of a factor, unless it has changed since it was read. */
  public boolean replaceData(Authenticator seen, String data) {
    return 1
        == entities()
            .createNativeQuery("UPDATE authenticator SET data = ?1 WHERE id = ?2 AND data = ?3")
            .setParameter(1, data)
            .setParameter(2, seen.id())
            .setParameter(3, seen.data())
            .executeUpdate();
  }

  /** The factor as it is stored now. */
  public Optional<Authenticator> reread(Authenticator seen) {
    entities().refresh(seen);
    return Optional.of(seen);
  }

  private EntityManager entities() {
    return database.entities();
  }
}
