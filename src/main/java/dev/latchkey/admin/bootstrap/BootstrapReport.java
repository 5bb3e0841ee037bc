package dev.latchkey.admin.bootstrap;

import dev.latchkey.Shared;
import dev.latchkey.settings.FrontendPages;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the log says at startup about the first administrator. */
@Shared
public class BootstrapReport {

  private final FirstAdministrator first;
  private final BootstrapToken token;
  private final String where;

  @Inject
  public BootstrapReport(FirstAdministrator first, BootstrapToken token, Settings settings) {
    this.first = first;
    this.token = token;
    String path =
        HeadlessSettings.servesAdminPages(settings)
            ? HeadlessSettings.ADMIN_PAGES_PATH
            : "/_latchkey/admin/v1/bootstrap";
    this.where = FrontendPages.ownBase(settings).orElse("") + path;
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
        "There is no administrator. Create the first one at " + where + " with " + which);
  }
}
