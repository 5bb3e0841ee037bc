package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.InspectedToken;
import dev.latchkey.tokens.TokenInspection;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Explains tokens to administrators. The token is neither recorded nor logged. */
@Shared
public class TokenInspector {

  /** What is known about a token, and the account of its session. */
  public record Finding(InspectedToken token, Optional<AccountView> account) {}

  private final Database database;
  private final TokenInspection inspection;
  private final EmailAddresses addresses;
  private final Groups groups;
  private final Audit audit;

  @Inject
  public TokenInspector(
      Database database,
      TokenInspection inspection,
      EmailAddresses addresses,
      Groups groups,
      Audit audit) {
    this.database = database;
    this.inspection = inspection;
    this.addresses = addresses;
    this.groups = groups;
    this.audit = audit;
  }

  /** Explains any text. Call it outside of a transaction. */
  public Finding inspect(String token, Admin admin) {
    InspectedToken found = inspection.inspect(token);
    Optional<Session> session = found.session().filter(Session::isAuthenticated);
    Optional<Long> account = session.map(s -> s.owner().id());
    String reason = found.flaw().map(InspectedToken.Flaw::reason).orElse("valid");
    return database.transaction(
        () -> {
          audit.record(
              AuditType.ADMIN_INSPECTED_TOKEN,
              account.orElse(null),
              found.session().map(Session::id).orElse(null),
              admin.asActor(),
              "kind=" + found.kind().name().toLowerCase(Locale.ROOT) + " found=" + reason);
          return new Finding(found, account.flatMap(this::view));
        });
  }

  private Optional<AccountView> view(long id) {
    return Optional.ofNullable(database.entities().find(Account.class, id))
        .map(a -> AccountView.of(a, addresses.of(a), groups.of(a), Map.of(), null));
  }
}
