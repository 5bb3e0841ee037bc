package dev.latchkey.flows.password;

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

/**
 * The signed, expiring keys in reset links. A key contains the epoch of its account, which every
 * login and every password change ends. So the key becomes invalid with either, and with its own
 * use.
 */
@Shared
public class ResetLinks {

  /** What a valid key allows. */
  record Allowed(EmailAddress address, long epoch) {}

  private final Database database;
  private final EmailAddresses addresses;
  private final ServerSecrets secrets;
  private final Duration lifetime;

  @Inject
  public ResetLinks(
      Database database, EmailAddresses addresses, ServerSecrets secrets, Settings settings) {
    this.database = database;
    this.addresses = addresses;
    this.secrets = secrets;
    this.lifetime = settings.get(AccountSettings.PASSWORD_RESET_TIMEOUT);
  }

  String keyFor(EmailAddress address) {
    return keys()
        .issue(address.id() + "/" + address.account().tokenEpoch(), database.now().plus(lifetime));
  }

  /** What a key allows; empty if it is invalid, used, expired or no longer needed. */
  Optional<Allowed> find(String key) {
    return keys()
        .read(key, database.now())
        .map(payload -> payload.split("/", 2))
        .flatMap(
            parts ->
                addresses
                    .find(Long.parseLong(parts[0]))
                    .map(e -> new Allowed(e, Long.parseLong(parts[1]))))
        .filter(a -> a.address.account().isActive() && a.address.account().tokenEpoch() == a.epoch)
        .filter(a -> addresses.opens(a.address));
  }

  private SignedKeys keys() {
    return new SignedKeys(secrets.keys(), "reset-password");
  }
}
