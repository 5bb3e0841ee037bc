package dev.latchkey.admin.bootstrap;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Attempts;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;

/**
 * Creates the first administrator, at most once for a database.
 *
 * <p>It is possible while no address is in {@code LATCHKEY_ADMIN_EMAILS}, no account is in the
 * administrators' group, and none was created this way before: after that, only the setting helps.
 */
@Shared
public class FirstAdministrator {

  /** The name of the row that says that it has been created. */
  private static final String CREATED = "first-administrator";

  private final Database database;
  private final BootstrapToken token;
  private final Attempts attempts;
  private final Registration registration;
  private final EmailAddresses addresses;
  private final Audit audit;
  private final boolean named;

  @Inject
  public FirstAdministrator(
      Database database,
      BootstrapToken token,
      Attempts attempts,
      Registration registration,
      EmailAddresses addresses,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.token = token;
    this.attempts = attempts;
    this.registration = registration;
    this.addresses = addresses;
    this.audit = audit;
    this.named = !settings.get(ServerSettings.ADMIN_EMAILS).isEmpty();
  }

  /** Whether one can be created. */
  public boolean isOpen() {
    return !named && database.<Boolean>transaction(this::hasNone);
  }

  /**
   * Checks a token, within a rate limit. A wrong one is recorded.
   *
   * @return whether it is the right one; a conflict if no administrator can be created
   */
  public Outcome<Boolean> admits(String text) {
    return attempts.of(
        Action.BOOTSTRAP,
        () -> {
          if (!isOpen()) {
            return Outcome.rejected(new Rejection.Conflict());
          }
          boolean matches = token.matches(text);
          if (!matches) {
            audit.record(AuditType.FIRST_ADMIN_REFUSED, null, null);
          }
          return Outcome.done(matches);
        });
  }

  /**
   * Creates the administrator, with a verified address. Call it outside of a transaction, after the
   * token has been {@linkplain #admits admitted}.
   *
   * @return its id; a conflict if a concurrent request was first
   */
  public Outcome<Long> create(String email, String password) {
    SignupRequest request = new SignupRequest(email, null, password);
    try {
      return registration.register(request, true, hash -> add(request, email, hash));
    } catch (Closed e) {
      return Outcome.rejected(new Rejection.Conflict());
    }
  }

  private long add(SignupRequest request, String email, String hash) {
    database.takeTurns();
    if (named || !hasNone()) {
      throw new Closed();
    }
    close();
    Account account = registration.add(request, hash);
    account.groups().add(Groups.ADMIN);
    EmailAddress address = registration.addHeld(account, email);
    addresses.verify(address, AddressProof.ADMINISTRATOR);
    audit.record(AuditType.FIRST_ADMIN_CREATED, account.id(), null);
    return account.id();
  }

  private boolean hasNone() {
    return count("SELECT COUNT(*) FROM server_secret WHERE name = ?1", CREATED) == 0
        && count("SELECT COUNT(*) FROM account_group WHERE name = ?1", Groups.ADMIN) == 0;
  }

  private long count(String statement, String name) {
    Object rows =
        database.entities().createNativeQuery(statement).setParameter(1, name).getSingleResult();
    return ((Number) rows).longValue();
  }

  private void close() {
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO server_secret (name, secret_value, created) VALUES (?1, ?2, ?3)")
        .setParameter(1, CREATED)
        .setParameter(2, "created")
        .setParameter(3, database.now().toEpochMilli())
        .executeUpdate();
  }

  /** Rolls the transaction back. */
  private static final class Closed extends RuntimeException {
    private Closed() {
      super("There is an administrator.", null, false, false);
    }
  }
}
