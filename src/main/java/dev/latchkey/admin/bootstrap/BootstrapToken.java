package dev.latchkey.admin.bootstrap;

import dev.latchkey.Shared;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.secrets.MacKey;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The token with which the first administrator is created: the configured one, else one that is
 * derived from the secret key. So it is the same on every node, and is stored nowhere.
 */
@Shared
public class BootstrapToken {

  private final ServerSecrets secrets;
  private final Optional<Secret> configured;

  @Inject
  public BootstrapToken(ServerSecrets secrets, Settings settings) {
    this.secrets = secrets;
    this.configured = settings.get(ServerSettings.ADMIN_BOOTSTRAP_TOKEN);
  }

  /** The token to show to whoever can read the log; empty if it is configured. */
  Optional<Secret> derived() {
    return configured.isPresent() ? Optional.empty() : Optional.of(accepted().get(0));
  }

  /** Whether this is the token. Takes the same time for every text of the same length. */
  boolean matches(String text) {
    Secret submitted = Secret.of(text);
    boolean matches = false;
    for (Secret token : accepted()) {
      matches |= token.equals(submitted);
    }
    return matches;
  }

  /** While the secret key is replaced, other nodes may have shown another token. */
  private List<Secret> accepted() {
    return configured
        .map(List::of)
        .orElseGet(
            () ->
                MacKey.all(secrets.keys(), "admin-bootstrap-token").stream()
                    .map(key -> Secret.of(Base64Url.encode(key.bytes())))
                    .toList());
  }
}
