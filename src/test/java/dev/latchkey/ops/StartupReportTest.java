package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.persistence.DatabaseFacts;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupReportTest {

  private static final String POSTGRESQL = "jdbc:postgresql://db.example.org/latchkey";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void server_inOrder_hasNothingToReport() {
    assertEquals(List.of(), report(POSTGRESQL, Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:h2:mem:test;DB_CLOSE_DELAY=-1", "jdbc:derby:memory:x", "JDBC:H2:MEM:"})
  void database_inMemory_isNamed(String url) {
    assertStartsWith("The database is in memory: ", report(url, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:/var/db;AUTO_SERVER=TRUE",
        "jdbc:h2:file:./db",
        "jdbc:derby:db;create=true"
      })
  void database_embedded_isNamed(String url) {
    assertStartsWith("The database is embedded in this server: ", report(url, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:tcp://db/x", "jdbc:hsqldb:hsql://db/x"})
  void database_onAServer_isNotNamed(String url) {
    assertEquals(List.of(), report(url, Duration.ZERO));
  }

  @Test
  void database_derbyNetworkServer_isNamed() {
    assertStartsWith(
        "The database is a Derby network server, ",
        report("jdbc:derby://localhost:1527/x;create=true", Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"7200", "-18000", "20700", "3602"})
  void database_inAnotherTimeZone_isDistinguishedFromAWrongClock(long seconds) {
    assertTrue(
        report(POSTGRESQL, Duration.ofSeconds(seconds)).get(0).contains("like another time zone"));
  }

  @ParameterizedTest
  @CsvSource({"6", "-60", "4000", "1000000"})
  void clock_wrong_isNamed(long seconds) {
    assertStartsWith(
        "The database's clock differs from this node's by " + seconds + " s: ",
        report(POSTGRESQL, Duration.ofSeconds(seconds)));
  }

  @Test
  void setting_unknown_isNamed() {
    Settings settings = Settings.of(Map.of("ACCOUNT_LOGIN_METHOD", "email"));
    List<String> found =
        new StartupReport(
                settings, new DatabaseFacts(NOW, POSTGRESQL), List.of(), Server.OTHER, NOW)
            .sentences(true);
    assertEquals(
        "Unknown setting ACCOUNT_LOGIN_METHOD (ACCOUNT_LOGIN_METHODS?); it is ignored.",
        found.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEADLESS_FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR | https://app.example.org/error",
        "ACCOUNT_SIGNUP_FIELDS | email*,password1*,password2*"
      })
  void setting_withoutEffect_isNamed(String name, String value) {
    Settings settings = Settings.of(Map.of(name, value));
    List<String> found =
        new StartupReport(
                settings, new DatabaseFacts(NOW, POSTGRESQL), List.of(), Server.OTHER, NOW)
            .sentences(true);
    assertTrue(found.get(0).startsWith(name), () -> found.get(0));
    assertTrue(found.get(0).contains(" has no effect: "), () -> found.get(0));
  }

  @Test
  void descriptor_leavingRolesUnenforced_isNamedOnWildFly() {
    DatabaseFacts database = new DatabaseFacts(NOW, POSTGRESQL);
    assertStartsWith(
        "The WAR's web.xml lacks resteasy.role.based.security=true: ",
        new StartupReport(settings(), database, List.of(), Server.WILDFLY, NOW).sentences(false));
    assertEquals(
        List.of(),
        new StartupReport(settings(), database, List.of(), Server.WILDFLY, NOW).sentences(true));
    assertEquals(
        List.of(),
        new StartupReport(settings(), database, List.of(), Server.LIBERTY, NOW).sentences(false));
  }

  @ParameterizedTest
  @CsvSource({
    "jwt, EdDSA, true",
    "jwt, RS512, true",
    "jwt, PS256, true",
    "jwt, RS256, false",
    "jwt, ES256, false",
    "session, EdDSA, false"
  })
  void algorithm_thatNotAllConsumersAccept_isNamedWithAnIssuer(
      String strategy, String algorithm, boolean named) {
    for (boolean issuer : new boolean[] {true, false}) {
      Map<String, String> values =
          new HashMap<>(
              Map.of("HEADLESS_TOKEN_STRATEGY", strategy, "HEADLESS_JWT_ALGORITHM", algorithm));
      if (issuer) {
        values.put("HEADLESS_JWT_ISSUER", "https://id.example.org");
      }
      List<String> found =
          new StartupReport(
                  Settings.of(values),
                  new DatabaseFacts(NOW, POSTGRESQL),
                  List.of(),
                  Server.OTHER,
                  NOW)
              .sentences(true);
      assertEquals(
          named && issuer,
          found.stream().anyMatch(s -> s.contains("MicroProfile JWT accepts only")),
          found::toString);
    }
  }

  @Test
  void adminAddress_thatNoAccountHasProven_isNamed() {
    List<String> report =
        new StartupReport(
                settings(),
                new DatabaseFacts(NOW, POSTGRESQL),
                List.of("boss@corp.example"),
                Server.OTHER,
                NOW)
            .sentences(true);
    assertStartsWith("LATCHKEY_ADMIN_EMAILS names boss@corp.example, which no account ", report);
  }

  private static List<String> report(String url, Duration databaseIsAhead) {
    return new StartupReport(
            settings(),
            new DatabaseFacts(NOW.plus(databaseIsAhead), url),
            List.of(),
            Server.PAYARA,
            NOW)
        .sentences(true);
  }

  private static void assertStartsWith(String beginning, List<String> found) {
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith(beginning), found.get(0));
  }

  private static Settings settings() {
    return Settings.of(
        Map.of(
            "SECRET_KEY",
                "a secret key for tests, longer than any hash that needs one: 0123456789abcdef",
            "ALLAUTH_TRUSTED_PROXY_COUNT", "1",
            "ACCOUNT_REAUTHENTICATION_REQUIRED", "true"));
  }
}
