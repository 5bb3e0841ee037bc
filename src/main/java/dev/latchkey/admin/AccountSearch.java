package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds accounts for administrators. */
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

  /** The accounts that match, in the order of their ids. */
  public List<AccountView> list(AccountQuery query, Admin admin) {
    return database.transaction(
        () -> {
          audit.record(AuditType.ADMIN_LISTED_ACCOUNTS, null, null, admin.asActor());
          List<Account> page = accounts(query);
          Map<Long, List<EmailAddress>> byAccount = addresses(page);
          return page.stream()
              .map(
                  a ->
                      AccountView.of(
                          a,
                          byAccount.getOrDefault(a.id(), List.of()),
                          groups.of(a),
                          Map.of(),
                          null))
              .toList();
        });
  }

  /** One account. */
  public Optional<AccountView> read(long id, Admin admin) {
    return database.transaction(
        () -> {
          Optional<Account> account =
              Optional.ofNullable(database.entities().find(Account.class, id));
          account.ifPresent(
              a -> audit.record(AuditType.ADMIN_READ_ACCOUNT, id, null, admin.asActor()));
          return account.map(
              a ->
                  AccountView.of(
                      a, addresses.of(a), groups.of(a), a.attributes(), lastLogin(a.id())));
        });
  }

  /** Kept as long as audit events are, and read by their index. */
  private @Nullable Instant lastLogin(long account) {
    return database
        .entities()
        .createQuery(
            "SELECT e.at FROM AuditEvent e WHERE e.accountId = :account AND e.type = :type"
                + " ORDER BY e.at DESC",
            Instant.class)
        .setParameter("account", account)
        .setParameter("type", AuditType.LOGGED_IN.text())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  /**
   * In SQL: for JPQL with LIKE, EclipseLink writes parameters into the statement, for H2 booleans
   * as 1.
   */
  private List<Account> accounts(AccountQuery query) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder("a.id > " + parameter(parameters, query.after()));
    query
        .active()
        .ifPresent(
            active -> where.append(" AND a.active = ").append(parameter(parameters, active)));
    query
        .verified()
        .ifPresent(
            verified ->
                where
                    .append(verified ? " AND" : " AND NOT")
                    .append(
                        " EXISTS (SELECT 1 FROM email_address v WHERE v.account_id = a.id AND v.verified = ")
                    .append(parameter(parameters, true))
                    .append(')'));
    query
        .group()
        .ifPresent(
            group ->
                where
                    .append(
                        " AND EXISTS (SELECT 1 FROM account_group g WHERE g.account_id = a.id AND g.name = ")
                    .append(parameter(parameters, group))
                    .append(')'));
    query
        .start()
        .ifPresent(
            start -> {
              where
                  .append(" AND (a.username_key")
                  .append(startsWith(UsernameSyntax.key(start), parameters))
                  .append(" OR EXISTS")
                  .append(
                      " (SELECT 1 FROM email_address e WHERE e.account_id = a.id AND e.email_key")
                  .append(startsWith(EmailAddress.key(start), parameters))
                  .append(')');
              id(start)
                  .ifPresent(id -> where.append(" OR a.id = ").append(parameter(parameters, id)));
              where.append(')');
            });
    Query select =
        database
            .entities()
            .createNativeQuery(
                "SELECT a.* FROM account a WHERE " + where + " ORDER BY a.id", Account.class)
            .setMaxResults(query.limit());
    for (int i = 0; i < parameters.size(); i++) {
      select.setParameter(i + 1, parameters.get(i));
    }
    List<?> found = select.getResultList();
    return found.stream().map(Account.class::cast).toList();
  }

  private static String parameter(List<Object> parameters, Object value) {
    parameters.add(value);
    return "?" + parameters.size();
  }

  private Map<Long, List<EmailAddress>> addresses(List<Account> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    return database
        .entities()
        .createQuery(
            "SELECT e FROM EmailAddress e WHERE e.account.id IN :ids ORDER BY e.created, e.id",
            EmailAddress.class)
        .setParameter("ids", page.stream().map(Account::id).toList())
        .getResultStream()
        .collect(Collectors.groupingBy(e -> e.account().id()));
  }

  /** The text as the id of an account, if it can be one. */
  private static Optional<Long> id(String start) {
    return start.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(start)) : Optional.empty();
  }

  /**
   * @param key the text in the form in which the column is stored; names and addresses differ
   */
  private static String startsWith(String key, List<Object> parameters) {
    String pattern = key.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    return " LIKE " + parameter(parameters, pattern) + " ESCAPE '!'";
  }
}
