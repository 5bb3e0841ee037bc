package dev.latchkey.keys;

import dev.latchkey.Shared;
import dev.latchkey.crypto.RandomText;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret key that all nodes share: the configured one, else one that the first node generated
 * and stored in the database; and the configured previous ones, which only read.
 */
@Shared
public class ServerSecrets {

  private static final String SECRET_KEY = "SECRET_KEY";

  private final Database database;
  private final Optional<Secret> configured;
  private final List<String> previous;
  private volatile @Nullable SecretKeys keys;

  @Inject
  public ServerSecrets(Database database, Settings settings) {
    this.database = database;
    this.configured = settings.get(ServerSettings.SECRET_KEY);
    this.previous =
        settings.get(ServerSettings.PREVIOUS_SECRET_KEYS).stream().map(Secret::reveal).toList();
  }

  /** Whether there are previous keys, and so stored secrets to be encrypted anew. */
  public boolean havePrevious() {
    return !previous.isEmpty();
  }

  /** The keys themselves. Queries the database at most once, and needs its schema. */
  public SecretKeys keys() {
    SecretKeys known = keys;
    if (known == null) {
      String current =
          configured.map(Secret::reveal).orElseGet(() -> database.transaction(this::findOrMake));
      known = new SecretKeys(current, previous);
      keys = known;
    }
    return known;
  }

  private String findOrMake() {
    database.takeTurns();
    List<?> rows =
        database
            .entities()
            .createNativeQuery("SELECT secret_value FROM server_secret WHERE name = ?1")
            .setParameter(1, SECRET_KEY)
            .getResultList();
    if (!rows.isEmpty()) {
      return (String) rows.get(0);
    }
    String made = RandomText.sessionToken() + RandomText.sessionToken();
    database
        .entities()
        .createNativeQuery(
            "INSERT INTO server_secret (name, secret_value, created) VALUES (?1, ?2, ?3)")
        .setParameter(1, SECRET_KEY)
        .setParameter(2, made)
        .setParameter(3, database.now().toEpochMilli())
        .executeUpdate();
    return made;
  }
}
