package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionMemory;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import dev.latchkey.throttle.RateLimiter;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntrospectionTest {

  private static final String INACTIVE = "{\"active\":false}";

  private final TestDatabase database = new TestDatabase();
  private final Settings settings =
      Settings.of(
          Map.of(
              "SECRET_KEY", "a secret key that is long enough",
              "HEADLESS_TOKEN_STRATEGY", "jwt",
              "HEADLESS_JWT_ALGORITHM", "ES256",
              "HEADLESS_JWT_ISSUER", "https://id.example.org",
              "HEADLESS_JWT_CLAIMS_TENANT_ID", "{tenant}",
              "LATCHKEY_ADMIN_EMAILS", "Root@example.org"));
  private final List<AuditEvent> events = new ArrayList<>();
  private final Accounts accounts = new Accounts(database, new RowChanges(database));
  private final EmailAddresses addresses = new EmailAddresses(database);
  private final Groups groups = new Groups(database, settings);
  private final Sessions sessions =
      new Sessions(
          database,
          settings,
          new SessionMemory(settings, new RowChanges(database)),
          new RowChanges(database));
  private final Audit audit = new Audit(database, settings, events::add);
  private final ServerSecrets secrets = new ServerSecrets(database, settings);
  private final JwtTokens jwts =
      new JwtTokens(
          new KeyRing(database, secrets, settings, database.clock(), System::nanoTime),
          secrets,
          settings);
  private final Subjects subjects =
      new Subjects(database, addresses, groups, settings, new ClaimsContributors(List.of()));
  private final JwtTokenStrategy strategy =
      new JwtTokenStrategy(
          sessions,
          database,
          jwts,
          new RefreshRotation(
              database,
              sessions,
              subjects,
              audit,
              new RateLimiter(database, settings, new Counters()),
              new Counters(),
              settings),
          subjects,
          settings,
          database.clock());
  private final TokenSearch search =
      new TokenSearch(database, jwts, sessions, new Strategies(strategy), settings);
  private final Introspection introspection =
      new Introspection(database, search, accounts, groups, subjects, settings);
  private final Revocation revocation = new Revocation(database, search, sessions, audit);

  private Account account;
  private OpenSession open;
  private Map<String, String> tokens;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void accessToken_isDescribed() {
    login("ada@example.org", true);
    JsonObject json = introspection.of(tokens.get("access_token"));
    assertTrue(json.getBoolean("active"));
    assertEquals(account.id().toString(), json.getString("sub"));
    assertEquals("ada@example.org", json.getString("username"));
    assertEquals("ada@example.org", json.getString("upn"));
    assertEquals("Bearer", json.getString("token_type"));
    assertEquals("access", json.getString("token_use"));
    assertEquals(open.session().id().toString(), json.getString("sid"));
    assertEquals("https://id.example.org", json.getString("iss"));
    assertEquals("acme", json.getString("tenant_id"));
    assertEquals(database.now().getEpochSecond() + 300, json.getJsonNumber("exp").longValue());
    assertEquals(List.of("staff"), groups(json));
    assertFalse(json.toString().contains(open.token()));
  }

  @Test
  void sessionTokenAndRefreshToken_nameTheirUse() {
    login("ada@example.org");
    assertEquals("session", introspection.of(open.token()).getString("token_use"));
    assertEquals("refresh", introspection.of(tokens.get("refresh_token")).getString("token_use"));
  }

  @Test
  void token_ofASessionWithASecondFactor_saysWhenItWasUsed_andWhenTheUserLastAuthenticated() {
    login("ada@example.org");
    long used = database.now().getEpochSecond();
    Proof factor = Proof.by("mfa", database.now()).with("type", "totp");
    Proof password = Proof.again("password", database.now().plusSeconds(60));
    database.transaction(
        () -> {
          Session session = sessions.lock(open.session()).orElseThrow();
          session.remember(session.state().with(factor).with(password));
        });
    for (String token : List.of(open.token(), tokens.get("access_token"))) {
      JsonObject json = introspection.of(token);
      assertEquals("mfa", json.getString("acr"));
      assertEquals(used, json.getJsonNumber("auth_time").longValue());
      assertEquals(used + 60, json.getJsonNumber("last_auth_time").longValue());
      assertEquals("{\"totp\":" + used + "}", json.getJsonObject("factors").toString());
      assertTrue(json.getJsonArray("amr").toString().contains("\"mfa\""), json::toString);
    }
  }

  @Test
  void foreignToken_isInactiveWithoutDetails() {
    login("ada@example.org");
    String foreign =
        tokens.get("access_token").substring(0, tokens.get("access_token").length() - 4) + "AAAA";
    for (String token : List.of("x", "a.b.c", foreign, "\0", ".", "x".repeat(20_000))) {
      assertEquals(INACTIVE, introspection.of(token).toString());
    }
  }

  @Test
  void refreshToken_exchanged_isInactive() {
    login("ada@example.org");
    Optional<RefreshedTokens> next = strategy.refresh(tokens.get("refresh_token"));
    assertEquals(INACTIVE, introspection.of(tokens.get("refresh_token")).toString());
    assertTrue(
        introspection.of(next.orElseThrow().refreshToken().orElseThrow()).getBoolean("active"));
  }

  @Test
  void sessionToken_ofAPendingLogin_isInactive() {
    OpenSession pending =
        database.transaction(
            () -> sessions.open(strategy.createSessionToken(), null, SessionState.EMPTY));
    assertEquals(INACTIVE, introspection.of(pending.token()).toString());
  }

  @Test
  void revocation_ofAnyToken_endsTheSessionAndAllItsTokens() {
    for (String kind : List.of("access_token", "refresh_token", "session_token")) {
      login(kind + "@example.org");
      tokens.put("session_token", open.token());
      events.clear();
      revocation.revoke(tokens.get(kind), "shop");
      tokens.values().forEach(token -> assertEquals(INACTIVE, introspection.of(token).toString()));
      assertEquals("token_revoked", events.get(0).type());
      revocation.revoke(tokens.get(kind), "shop");
      assertEquals(1, events.size());
    }
  }

  @Test
  void adminAddress_onlyWhenVerified_addsTheAdminGroup() {
    login("root@example.org");
    assertEquals(List.of("staff"), groups(introspection.of(open.token())));
    database.transaction(() -> addresses.verify(addresses.of(account).get(0), AddressProof.CODE));
    assertEquals(List.of("latchkey-admin", "staff"), groups(introspection.of(open.token())));
  }

  @Test
  void accessToken_expired_isInactive() {
    login("ada@example.org");
    database.clock().advance(Duration.ofDays(15));
    assertEquals(INACTIVE, introspection.of(tokens.get("access_token")).toString());
    assertEquals(INACTIVE, introspection.of(open.token()).toString());
  }

  private void login(String email) {
    login(email, false);
  }

  private void login(String email, boolean verified) {
    tokens =
        database.transaction(
            () -> {
              account = accounts.add(new Account(null, null, database.now()));
              account.groups().add("staff");
              account.attributes().put("tenant", "acme");
              EmailAddress address =
                  addresses.add(new EmailAddress(account, email, true, true, database.now()));
              if (verified) {
                addresses.verify(address, AddressProof.CODE);
              }
              SessionState state =
                  SessionState.EMPTY.with(Proof.byEmail("password", database.now(), email));
              open = sessions.open(strategy.createSessionToken(), account, state);
              return strategy.createAccessTokenPayload(open);
            });
  }

  private static List<String> groups(JsonObject json) {
    return json.getJsonArray("groups").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }
}
