package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.throttle.LimitSearch;
import dev.latchkey.throttle.RunningLimit;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows administrators which rate limits reject attempts, and lifts them. */
@Shared
public class LimitControl {

  private final Database database;
  private final LimitSearch limits;
  private final Accounts accounts;
  private final EmailAddresses addresses;
  private final Audit audit;

  @Inject
  public LimitControl(
      Database database,
      LimitSearch limits,
      Accounts accounts,
      EmailAddresses addresses,
      Audit audit) {
    this.database = database;
    this.limits = limits;
    this.accounts = accounts;
    this.addresses = addresses;
    this.audit = audit;
  }

  /** Limits that reject attempts now. @param most the maximum number */
  public List<RunningLimit> rejecting(int most, Admin admin) {
    audit.record(AuditType.ADMIN_LISTED_RATE_LIMITS, null, null, admin.asActor());
    return limits.rejecting(most);
  }

  /**
   * Limits that count attempts of these subjects.
   *
   * @param address a client's address
   * @param key an email address, a user name or the id of a client
   * @param account the id of an account, which stands for its addresses and its user name, too
   */
  public List<RunningLimit> of(
      Optional<String> address, Optional<String> key, Optional<Long> account, Admin admin) {
    Set<String> keys = new LinkedHashSet<>(key.stream().toList());
    key.map(UsernameSyntax::key).ifPresent(keys::add); // as user names are counted
    account.ifPresent(id -> keys.addAll(namesOf(id)));
    audit.record(AuditType.ADMIN_LISTED_RATE_LIMITS, account.orElse(null), null, admin.asActor());
    return limits.of(address.stream().toList(), keys, account.stream().toList());
  }

  /**
   * Lifts a limit.
   *
   * @return whether it was running
   */
  public boolean lift(String id, Admin admin) {
    return database.transaction(
        () -> {
          boolean lifted = limits.lift(id);
          if (lifted) {
            audit.record(
                AuditType.ADMIN_LIFTED_RATE_LIMIT, null, null, admin.asActor(), "limit=" + id);
          }
          return lifted;
        });
  }

  private List<String> namesOf(long id) {
    return database.transaction(
        () -> {
          List<String> names = new ArrayList<>();
          accounts
              .find(id)
              .ifPresent(
                  account -> {
                    addresses.of(account).stream().map(EmailAddress::email).forEach(names::add);
                    if (account.username() != null) {
                      names.add(account.username());
                      names.add(UsernameSyntax.key(account.username()));
                    }
                  });
          return names;
        });
  }
}
