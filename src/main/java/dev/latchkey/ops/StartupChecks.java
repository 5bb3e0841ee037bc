package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.admin.bootstrap.BootstrapReport;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Pooling;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.ClaimsContributors;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The checks of a starting node: the application's parts, and warnings. */
@Shared
public class StartupChecks {

  private final Settings settings;
  private final Database database;
  private final Groups groups;
  private final ClaimsContributors contributors;
  private final BootstrapReport bootstrap;

  @Inject
  public StartupChecks(
      Settings settings,
      Database database,
      Groups groups,
      ClaimsContributors contributors,
      BootstrapReport bootstrap) {
    this.settings = settings;
    this.database = database;
    this.groups = groups;
    this.contributors = contributors;
    this.bootstrap = bootstrap;
  }

  /** Fails if a part that the application defines cannot be used. */
  void check() {
    contributors.check();
  }

  /** Warnings for administrators about this node; needs the schema. */
  List<String> warnings(Server server, boolean rolesAreEnforced) {
    List<String> warnings =
        new ArrayList<>(
            new StartupReport(
                    settings,
                    database.inspect(),
                    groups.unprovenAdmins(),
                    server,
                    Clock.systemUTC().instant())
                .sentences(rolesAreEnforced));
    if (database.pooling() == Pooling.BY_TRANSACTION
        && !database.read(Pooling::limitsWaitsForLocks)) {
      warnings.add(
          "A pooler lends connections of the database for one transaction at a time and does not"
              + " pass on lock_timeout, so a request waits for a locked row without limit. Set it"
              + " for the user of the database: ALTER ROLE … SET lock_timeout = '2s'.");
    }
    bootstrap.sentence().ifPresent(warnings::add);
    return warnings;
  }
}
