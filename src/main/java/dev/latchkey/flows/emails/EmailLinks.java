package dev.latchkey.flows.emails;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.SignedKeys;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** The signed, expiring keys in verification links. Each can be used once. */
@Shared
public class EmailLinks {

  private final Database database;
  private final EmailAddresses addresses;
  private final ServerSecrets secrets;
  private final Duration lifetime;

  @Inject
  public EmailLinks(
      Database database, EmailAddresses addresses, ServerSecrets secrets, Settings settings) {
    this.database = database;
    this.addresses = addresses;
    this.secrets = secrets;
    this.lifetime = settings.get(AccountSettings.EMAIL_CONFIRMATION_EXPIRES);
  }

  String keyFor(EmailAddress address) {
    return keys().issue(address.id() + "/" + address.email(), database.now().plus(lifetime));
  }

  /**
   * The address that a key verifies; empty if the key is invalid, used, expired or no longer
   * needed.
   */
  Optional<EmailAddress> find(String key) {
    return keys()
        .read(key, database.now())
        .map(payload -> payload.split("/", 2))
        .flatMap(
            parts ->
                addresses.find(Long.parseLong(parts[0])).filter(e -> e.email().equals(parts[1])))
        .filter(e -> !e.isVerified() && e.account().isActive())
        .filter(e -> !addresses.isVerifiedElsewhere(e.email(), e.account()));
  }

  private SignedKeys keys() {
    return new SignedKeys(secrets.keys(), "verify-email");
  }
}
