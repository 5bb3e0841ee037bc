package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.emails.Groups;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looking at accounts. */
@Shared
public class AccountSearch {

  private final Database database;
  private final EmailAddresses addresses;
  private final Groups groups;
  private final Audit audit;

  @Inject
  public AccountSearch(Database database, EmailAddresses addresses, Groups groups, Audit audit) {
    this.database = database;
    this.addresses = addresses;
    this.groups = groups;
    this.audit = audit;
  }

  /** The accounts that are asked for, by id. */
  public List<AccountView> list(AccountQuery query, Admin admin) {
    return database.transaction(
        () -> {
          audit.record(AuditType.ADMIN_LISTED_ACCOUNTS, null, null, admin.asDetail());
          List<Account> page = accounts(query);
          Map<Long, List<EmailAddress>> byAccount = addresses(page);
          return page.stream()
              .map(a -> AccountView.of(a, byAccount.getOrDefault(a.id(), List.of()), groups.of(a), Map.of()))
              .toList();
        });
  }

  /** One account. */
  public Optional<AccountView> read(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<Account> account = Optional.ofNullable(database.entities().find(Account.class, id));
          account.ifPresent(a -> audit.record(AuditType.ADMIN_READ_ACCOUNT, id, null, admin.asDetail()));
          return account.map(a -> AccountView.of(a, addresses.of(a), groups.of(a), a.attributes()));
        });
  }

  private List<Account> accounts(AccountQuery query) {
    StringBuilder where = new StringBuilder("a.id > :after");
    if (query.active().isPresent()) {
      where.append(" AND a.active = :active");
    }
    if (query.group().isPresent()) {
      where.append(" AND :group MEMBER OF a.groups");
    }
    if (query.start().isPresent()) {
      where.append(" AND (a.usernameKey LIKE :start ESCAPE '!' OR a.id IN")
          .append(" (SELECT e.account.id FROM EmailAddress e WHERE e.emailKey LIKE :start ESCAPE '!'))");
    }
    TypedQuery<Account> select =
        database
            .entities()
            .createQuery("SELECT a FROM Account a WHERE " + where + " ORDER BY a.id", Account.class)
            .setParameter("after", query.after())
            .setMaxResults(query.limit());
    query.active().ifPresent(active -> select.setParameter("active", active));
    query.group().ifPresent(group -> select.setParameter("group", group));
    query.start().ifPresent(start -> select.setParameter("start", pattern(start)));
    return select.getResultList();
  }

  private Map<Long, List<EmailAddress>> addresses(List<Account> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    return database
        .entities()
        .createQuery(
            "SELECT e FROM EmailAddress e WHERE e.account.id IN :ids ORDER BY e.created, e.id", EmailAddress.class)
        .setParameter("ids", page.stream().map(Account::id).toList())
        .getResultStream()
        .collect(Collectors.groupingBy(e -> e.account().id()));
  }

  private static String pattern(String start) {
    return start.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
