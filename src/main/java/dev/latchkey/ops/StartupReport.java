package dev.latchkey.ops;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.persistence.DatabaseFacts;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.SignupFields.Field;
import dev.latchkey.settings.types.StrategyName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The startup report: one sentence for each thing that weakens the node, or that does not work with
 * this configuration.
 *
 * @param unprovenAdmins the addresses in {@code LATCHKEY_ADMIN_EMAILS} that no account has verified
 * @param now the node's time
 */
record StartupReport(
    Settings settings,
    DatabaseFacts database,
    List<String> unprovenAdmins,
    Server server,
    Instant now) {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration TOLERATED = Duration.ofSeconds(5);
  private static final Set<SigningAlgorithm> ACCEPTED_BY_ALL_CONSUMERS =
      EnumSet.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256);
  private static final int LONGEST_ZONE_QUARTERS = 14 * 4;

  /**
   * The sentences. @param rolesAreEnforced whether the server is configured to enforce annotations
   * with roles
   */
  List<String> sentences(boolean rolesAreEnforced) {
    List<String> found = new ArrayList<>();
    settings.unknown().forEach(name -> found.add("Unknown setting " + name + "; it is ignored."));
    addWithoutEffect(found);
    found.addAll(WeakSettings.in(settings));
    unprovenAdmins.forEach(
        email ->
            found.add(
                "LATCHKEY_ADMIN_EMAILS names "
                    + email
                    + ", which no account has verified: the first account to verify it becomes an "
                    + "administrator. Create that account before this server is reachable from "
                    + "outside."));
    addDatabase(found);
    addClock(found);
    addConsumers(found);
    if (server == Server.WILDFLY && !rolesAreEnforced) {
      found.add(
          "The WAR's web.xml lacks resteasy.role.based.security=true: @RolesAllowed is not enforced on resources of "
              + "JAX-RS applications without CallerFeature.");
    }
    return found;
  }

  /** Settings that configurations of django-allauth bring along, and that change nothing here. */
  private void addWithoutEffect(List<String> found) {
    if (settings.get(HeadlessSettings.FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR).isPresent()) {
      found.add(
          "HEADLESS_FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR has no effect: there is no login at a "
              + "provider.");
    }
    if (settings.get(AccountSettings.SIGNUP_FIELDS).asks(Field.PASSWORD2)) {
      found.add(
          "ACCOUNT_SIGNUP_FIELDS names password2, which has no effect: clients of the API send "
              + "the password once.");
    }
  }

  /** An issuer is configured for consumers, and not all of them accept every algorithm. */
  private void addConsumers(List<String> found) {
    SigningAlgorithm algorithm = settings.get(JwtSettings.ALGORITHM);
    if (settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.JWT)
        && settings.get(JwtSettings.ISSUER).isPresent()
        && !ACCEPTED_BY_ALL_CONSUMERS.contains(algorithm)) {
      found.add(
          "HEADLESS_JWT_ISSUER is set and HEADLESS_JWT_ALGORITHM is "
              + algorithm.jwaName()
              + ": MicroProfile JWT accepts only RS256 and ES256 on every server. Use one of them if "
              + "such applications accept these tokens.");
    }
  }

  private void addDatabase(List<String> found) {
    if (database.isInMemory()) {
      found.add(
          "The database is in memory: all accounts are lost when this server stops. To keep "
              + "them, "
              + server.howToAddDataSource()
              + ".");
    } else if (database.isEmbedded()) {
      found.add(
          "The database is embedded in this server: use it for evaluation only, with a single "
              + "node. To use another, "
              + server.howToAddDataSource()
              + ".");
    } else if (database.isDerbyServer()) {
      found.add(
          "The database is a Derby network server, which by default has no password and no TLS: "
              + "use it for evaluation only. To use another, "
              + server.howToAddDataSource()
              + ".");
    }
  }

  /**
   * Times are stored without a zone; they are incorrect only if a driver returns them in another
   * zone.
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
                + " minutes, like another time zone: start both with the same one, for example "
                + "with -Duser.timezone=UTC."
            : "The database's clock differs from this node's by "
                + apart.toSeconds()
                + " s: tokens are dated by the node and sessions by the database, so synchronize "
                + "both by NTP.");
  }
}
