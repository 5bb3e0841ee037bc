package dev.latchkey.accounts.emails;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.PrimaryAddress;
import dev.latchkey.persistence.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads accounts for those who want to log in: by an address that opens them, and by id with what
 * the response shows. These are hot paths, so each takes one statement as a rule.
 */
final class AccountLookup {

  private static final int CANDIDATES = 5;

  /** The maximum number of unverified rows that are read, the oldest first. */
  private static final int LOOKED_AT = 20;

  private static final Comparator<EmailAddress> HOLDER_FIRST =
      Comparator.comparing((EmailAddress e) -> !e.isOwner()).thenComparing(EmailAddress::id);

  private final Database database;

  AccountLookup(Database database) {
    this.database = database;
  }

  /**
   * Reads an account with its groups and its primary address, by one statement. Call it in a
   * transaction that has not read the account before.
   */
  Optional<Account> account(long id) {
    List<Object[]> rows =
        database
            .entities()
            .createQuery(
                "SELECT a, e FROM Account a LEFT JOIN FETCH a.groups"
                    + " LEFT JOIN EmailAddress e ON e.accountId = a.id AND e.primary = :primary"
                    + " WHERE a.id = :id",
                Object[].class)
            .setParameter("id", id)
            .setParameter("primary", true)
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(
            row -> {
              Account account = (Account) row[0];
              account.primaryAddress(() -> shown(Optional.ofNullable((EmailAddress) row[1])));
              return account;
            });
  }

  static PrimaryAddress shown(Optional<EmailAddress> primary) {
    return new PrimaryAddress(
        primary.map(EmailAddress::email), primary.filter(EmailAddress::isVerified).isPresent());
  }

  /**
   * The rows through which an address {@linkplain EmailAddresses#opens opens} accounts, with their
   * accounts: only the verified one if there is one, else the few unverified ones, the owner's
   * first.
   */
  List<EmailAddress> candidates(String email) {
    return database.transaction(
        () -> {
          List<Object[]> rows = rowsWithProof(email);
          return rows.size() < LOOKED_AT
              ? candidates(
                  rows.stream().map(row -> (EmailAddress) row[0]).toList(),
                  () -> rows.stream().filter(r -> r[1] == null).map(r -> (EmailAddress) r[0]))
              : candidatesOfMany(email);
        });
  }

  /**
   * @param opening those of the unverified rows that open their accounts
   */
  private static List<EmailAddress> candidates(
      List<EmailAddress> rows, Supplier<Stream<EmailAddress>> opening) {
    return rows.stream()
        .filter(EmailAddress::isVerified)
        .findFirst()
        .map(List::of)
        .orElseGet(() -> opening.get().sorted(HOLDER_FIRST).limit(CANDIDATES).toList());
  }

  private List<EmailAddress> candidatesOfMany(String email) {
    List<EmailAddress> rows = new ArrayList<>(firstRows(email));
    if (rows.size() == LOOKED_AT) { // many unverified rows must not hide the owner's
      ownersRow(email)
          .filter(e -> rows.stream().noneMatch(r -> r.id().equals(e.id())))
          .ifPresent(rows::add);
    }
    return candidates(rows, () -> opening(rows).stream());
  }

  /**
   * The first rows of an address, each with the id of a verified address of its account: several
   * times if the account has several, with null if it has none.
   */
  private List<Object[]> rowsWithProof(String email) {
    return database
        .entities()
        .createQuery(
            "SELECT e, v.id FROM EmailAddress e JOIN FETCH e.account"
                + " LEFT JOIN EmailAddress v ON v.accountId = e.accountId AND v.verified = :verified"
                + " WHERE e.emailKey = :key ORDER BY e.verified DESC, e.id",
            Object[].class)
        .setParameter("key", EmailAddress.key(email))
        .setParameter("verified", true)
        .setMaxResults(LOOKED_AT)
        .getResultList();
  }

  private List<EmailAddress> firstRows(String email) {
    return database
        .entities()
        .createQuery(
            "SELECT e FROM EmailAddress e JOIN FETCH e.account WHERE e.emailKey = :key"
                + " ORDER BY e.verified DESC, e.id",
            EmailAddress.class)
        .setParameter("key", EmailAddress.key(email))
        .setMaxResults(LOOKED_AT)
        .getResultList();
  }

  private Optional<EmailAddress> ownersRow(String email) {
    return database
        .entities()
        .createQuery(
            "SELECT e FROM EmailAddress e JOIN FETCH e.account WHERE e.ownerKey = :key",
            EmailAddress.class)
        .setParameter("key", EmailAddress.key(email))
        .getResultStream()
        .findFirst();
  }

  /**
   * Those that are verified, or of accounts without a verified address. A subquery would have
   * EclipseLink write values into the SQL.
   */
  private List<EmailAddress> opening(List<EmailAddress> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> proven =
        database
            .entities()
            .createQuery(
                "SELECT DISTINCT v.account.id FROM EmailAddress v"
                    + " WHERE v.account.id IN :accounts AND v.verified = :verified",
                Long.class)
            .setParameter("accounts", rows.stream().map(e -> e.account().id()).toList())
            .setParameter("verified", true)
            .getResultList();
    return rows.stream().filter(e -> e.isVerified() || !proven.contains(e.account().id())).toList();
  }
}
