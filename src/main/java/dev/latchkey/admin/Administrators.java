package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;

/** The accounts of the administrators' group, of which one must remain. */
@Shared
public class Administrators {

  private final Database database;
  private final boolean named;

  @Inject
  public Administrators(Database database, Settings settings) {
    this.database = database;
    this.named = !settings.get(ServerSettings.ADMIN_EMAILS).isEmpty();
  }

  /**
   * Waits for its turn among changes that may take an administrator away, on all nodes: two
   * administrators who take each other away at once are not both successful. Call it first in a
   * transaction.
   */
  void takeTurns() {
    database.takeTurns();
  }

  /**
   * Call it before an account stops to be an active administrator, after {@link #takeTurns}.
   *
   * @throws LastAdministrator if no other could administer; never while addresses of administrators
   *     are configured, since their owners can always return
   */
  void requireAnotherThan(long account) {
    if (!named && isOne(account) && others(account) == 0) {
      throw new LastAdministrator();
    }
  }

  private boolean isOne(long account) {
    return database
            .entities()
            .createQuery(
                "SELECT COUNT(a) FROM Account a JOIN a.groups g"
                    + " WHERE g = :admin AND a.active = :active AND a.id = :id",
                Long.class)
            .setParameter("admin", Groups.ADMIN)
            .setParameter("active", true)
            .setParameter("id", account)
            .getSingleResult()
        > 0;
  }

  private long others(long account) {
    return database
        .entities()
        .createQuery(
            "SELECT COUNT(a) FROM Account a JOIN a.groups g"
                + " WHERE g = :admin AND a.active = :active AND a.id <> :id",
            Long.class)
        .setParameter("admin", Groups.ADMIN)
        .setParameter("active", true)
        .setParameter("id", account)
        .getSingleResult();
  }
}
