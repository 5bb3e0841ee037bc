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
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.throttle.Action;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

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
  private final KnownAddress known;
  private final EmailAddresses addresses;
  private final Audit audit;
  private final boolean named;

  @Inject
  public FirstAdministrator(
      Database database,
      BootstrapToken token,
      Attempts attempts,
      Registration registration,
      KnownAddress known,
      EmailAddresses addresses,
      Audit audit,
      Settings settings) {
    this.database = database;
    this.token = token;
    this.attempts = attempts;
    this.registration = registration;
    this.known = known;
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
   * Creates the administrator, with a verified address. If the address has an account already, that
   * becomes the administrator, provided that the password is its own. Call it outside of a
   * transaction, after the token has been {@linkplain #admits admitted}.
   *
   * @return its id; a conflict if a concurrent request was first
   */
  public Outcome<Long> create(String email, String password) {
    List<EmailAddress> rows = known.rows(email);
    try {
      return rows.isEmpty() ? createNew(email, password) : promote(rows, password);
    } catch (Closed e) {
      return Outcome.rejected(new Rejection.Conflict());
    }
  }

  private Outcome<Long> createNew(String email, String password) {
    SignupRequest request = new SignupRequest(email, null, password);
    Outcome<Long> created = registration.register(request, true, hash -> add(request, email, hash));
    if (created instanceof Outcome.Rejected && !isOpen()) {
      throw new Closed(); // a concurrent request was first, perhaps with the same address
    }
    return created;
  }

  private Outcome<Long> promote(List<EmailAddress> rows, String password) {
    if (!isOpen()) {
      throw new Closed();
    }
    return known.proven(rows, password).then(this::promote);
  }

  private Outcome<Long> promote(EmailAddress proven) {
    return database.transaction(
        () -> {
          begin();
          Optional<Long> id = known.promote(proven);
          id.ifPresent(
              account -> {
                close();
                audit.record(AuditType.FIRST_ADMIN_CREATED, account, null, "existing_account");
              });
          return Outcome.of(
              id, Rejection.because(Problem.with("email", ErrorCodes.ACCOUNT_EXISTS)));
        });
  }

  /** One request at a time, on all nodes. */
  private void begin() {
    database.takeTurns();
    if (named || !hasNone()) {
      throw new Closed();
    }
  }

  private long add(SignupRequest request, String email, String hash) {
    begin();
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
