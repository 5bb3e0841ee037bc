package dev.latchkey.admin.bootstrap;

import dev.latchkey.Shared;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the log says at startup about the first administrator. */
@Shared
public class BootstrapReport {

  private final FirstAdministrator first;
  private final BootstrapToken token;

  @Inject
  public BootstrapReport(FirstAdministrator first, BootstrapToken token) {
    this.first = first;
    this.token = token;
  }

  /** A sentence while there is no administrator; with the token, unless that is configured. */
  public Optional<String> sentence() {
    if (!first.isOpen()) {
      return Optional.empty();
    }
    String which =
        token
            .derived()
            .map(secret -> "this token: " + secret.reveal())
            .orElse("the token in LATCHKEY_ADMIN_BOOTSTRAP_TOKEN.");
    return Optional.of(
        "There is no administrator. Create the first one at /_latchkey/admin/v1/bootstrap with "
            + which);
  }
}
