package dev.latchkey.ops;

import dev.latchkey.persistence.DatabaseFacts;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an administrator should know about a node that has started: one sentence for each thing that
 * makes it weaker, or that does not work as it is set up.
 *
 * @param unprovenAdmins the addresses in {@code LATCHKEY_ADMIN_EMAILS} that no account has proven
 * @param now what time the node has
 */
record StartupReport(
    Settings settings,
    DatabaseFacts database,
    List<String> unprovenAdmins,
    Server server,
    Instant now) {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TOLERATED = Duration.ofSeconds(5);
  private static final int LONGEST_ZONE_QUARTERS = 14 * 4;

  /**
   * The sentences. @param rolesAreEnforced whether the server was told to heed the annotations that
   * name roles
   */
  List<String> sentences(boolean rolesAreEnforced) {
    List<String> found = new ArrayList<>();
    settings
        .unknown()
        .forEach(name -> found.add("There is no setting " + name + "; it is ignored."));
    found.addAll(WeakSettings.in(settings));
    unprovenAdmins.forEach(
        email ->
            found.add(
                "LATCHKEY_ADMIN_EMAILS names "
                    + email
                    + ", which no account has proven to be its own: whoever proves it first becomes an administrator. "
                    + "Create that account before this server can be reached from outside."));
    addDatabase(found);
    addClock(found);
    if (server == Server.WILDFLY && !rolesAreEnforced) {
      found.add(
          "The WAR's web.xml lacks resteasy.role.based.security=true: @RolesAllowed is not enforced on resources of "
              + "JAX-RS applications without CallerFeature.");
    }
    return found;
  }

  private void addDatabase(List<String> found) {
    if (database.isInMemory()) {
      found.add(
          "The database is in memory: all accounts are gone when this server stops. To keep them, "
              + server.howToAddDataSource()
              + ".");
    } else if (database.isEmbedded()) {
      found.add(
          "The database is embedded in this server: use it for evaluation, and with one node only. For another, "
              + server.howToAddDataSource()
              + ".");
    } else if (database.isDerbyServer()) {
      found.add(
          "The database is a Derby network server: as it is shipped it asks for no password and speaks no TLS, so use "
              + "it for evaluation only. For another, "
              + server.howToAddDataSource()
              + ".");
    }
  }

  /**
   * Times are stored without a zone; only a driver that tells the time in the wrong one could spoil
   * them.
   */
  private void addClock(List<String> found) {
    Duration apart = Duration.between(now, database.time());
    if (apart.abs().compareTo(TOLERATED) <= 0) {
      return;
    }
    long quarters = Math.round(apart.toSeconds() / (double) QUARTER.toSeconds());
    Duration rest = apart.minus(QUARTER.multipliedBy(quarters)).abs();
    boolean isZone =
        quarters != 0
            && Math.abs(quarters) <= LONGEST_ZONE_QUARTERS
            && rest.compareTo(TOLERATED) <= 0;
    found.add(
        isZone
            ? "The database's time differs from this node's by "
                + apart.toMinutes()
                + " minutes, as time zones do: start both with the same one, for example with -Duser.timezone=UTC."
            : "The database's clock differs from this node's by "
                + apart.toSeconds()
                + " s: tokens are dated by the one and sessions by the other, so have both keep the time by NTP.");
  }
}
