package dev.latchkey.accounts.groups;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The groups of an account: those assigned to it, and {@value #ADMIN} if it has verified one of the
 * addresses in {@code LATCHKEY_ADMIN_EMAILS}. A link opened outside of the account's sessions is
 * not enough ({@link AddressProof#isOwners}). Every decision by groups uses this class.
 */
@Shared
public class Groups {

  /** Its members may use the admin API. */
  public static final String ADMIN = "latchkey-admin";

  private static final List<AddressProof> OWNERS =
      Stream.of(AddressProof.values()).filter(AddressProof::isOwners).toList();

  private final Database database;
  private final List<String> adminKeys;

  @Inject
  public Groups(Database database, Settings settings) {
    this.database = database;
    this.adminKeys =
        settings.get(ServerSettings.ADMIN_EMAILS).stream().map(EmailAddress::key).toList();
  }

  /**
   * The names of all groups, in alphabetical order. Queries the database for addresses only if
   * {@code LATCHKEY_ADMIN_EMAILS} is set.
   *
   * @param account managed, or read together with its groups
   */
  public Set<String> of(Account account) {
    return of(account.id(), account.groups());
  }

  /**
   * The same.
   *
   * @param putInto the groups assigned to the account
   */
  public Set<String> of(long account, Collection<String> putInto) {
    Set<String> groups = new TreeSet<>(putInto);
    if (!adminKeys.isEmpty() && !groups.contains(ADMIN) && isAdminByAddress(account)) {
      groups.add(ADMIN);
    }
    return groups;
  }

  /**
   * The addresses in {@code LATCHKEY_ADMIN_EMAILS} that no account has verified yet, for the
   * startup report.
   */
  public List<String> unprovenAdmins() {
    if (adminKeys.isEmpty()) {
      return List.of();
    }
    List<String> proven =
        database.transaction(
            () ->
                database
                    .entities()
                    .createQuery(
                        "SELECT e.emailKey FROM EmailAddress e WHERE e.verified = :verified"
                            + " AND e.proof IN :proofs AND e.emailKey IN :keys",
                        String.class)
                    .setParameter("verified", true)
                    .setParameter("proofs", OWNERS)
                    .setParameter("keys", adminKeys)
                    .getResultList());
    return adminKeys.stream().filter(key -> !proven.contains(key)).distinct().toList();
  }

  private boolean isAdminByAddress(long account) {
    return database.transaction(
        () ->
            !database
                .entities()
                .createQuery(
                    "SELECT e.id FROM EmailAddress e"
                        + " WHERE e.account.id = :id AND e.verified = :verified"
                        + " AND e.proof IN :proofs AND e.emailKey IN :keys",
                    Long.class)
                .setParameter("id", account)
                .setParameter("verified", true)
                .setParameter("proofs", OWNERS)
                .setParameter("keys", adminKeys)
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
  }
}
