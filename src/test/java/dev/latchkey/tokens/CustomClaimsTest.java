package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.LogRecords;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.settings.types.JwtClaimSettings;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomClaimsTest {

  private TestWorld world;

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }

  /** The worked example: the user's tenant, from an attribute of the account. */
  private static final class TenantClaims implements ClaimsContributor {
    @Override
    public Set<String> names() {
      return Set.of("tenant_id");
    }

    @Override
    public Map<String, Object> claims(Account account) {
      String tenant = account.attributes().get("tenant");
      return tenant == null ? Map.of() : Map.of("tenant_id", tenant);
    }
  }

  /** Returns the given claims, announced or not. */
  private static class Says implements ClaimsContributor {
    private final Map<String, Object> claims;

    Says(Map<String, Object> claims) {
      this.claims = claims;
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public Map<String, Object> claims(Account account) {
      return claims;
    }
  }

  private static final class ZuluSays extends Says {
    ZuluSays(Map<String, Object> claims) {
      super(claims);
    }
  }

  @Test
  void contributor_addsClaimsToAccessTokensOnly() {
    Map<String, String> pair = logIn(TestWorld.withClaims(List.of(new TenantClaims())), "acme");

    assertEquals("acme", claims(pair.get("access_token")).getString("tenant_id"));
    assertFalse(claims(pair.get("refresh_token")).containsKey("tenant_id"));
  }

  @Test
  void contributor_isAskedAgainAtARefresh() {
    Map<String, String> pair = logIn(TestWorld.withClaims(List.of(new TenantClaims())), "acme");
    world.attribute(world.accounts.findByUsername("ada").orElseThrow(), "tenant", "umbrella");

    String access = world.strategy.refresh(pair.get("refresh_token")).orElseThrow().accessToken();

    assertEquals("umbrella", claims(access).getString("tenant_id"));
  }

  @Test
  void accessToken_forASessionReadEarlier_hasCurrentClaims() {
    world = TestWorld.withClaims(List.of(new TenantClaims()));
    Account ada = world.account("ada@example.org");
    world.attribute(ada, "tenant", "acme");
    OpenSession open = world.open(ada);
    assertEquals(
        "acme",
        claims(world.strategy.createAccessToken(open).orElseThrow()).getString("tenant_id"));

    world.attribute(ada, "tenant", "umbrella");

    assertEquals(
        "umbrella",
        claims(world.strategy.createAccessToken(open).orElseThrow()).getString("tenant_id"));
    world.delete(ada);
    assertTrue(world.strategy.createAccessToken(open).isEmpty());
  }

  @Test
  void contributor_mayAddNothing() {
    assertFalse(
        claims(accessToken(TestWorld.withClaims(List.of(new TenantClaims())), null))
            .containsKey("tenant_id"));
  }

  @Test
  void claims_mayBeTextsNumbersBooleansListsAndMaps() {
    Map<String, Object> said = new HashMap<>();
    said.put("text", "ä");
    said.put("number", 7);
    said.put("truth", true);
    said.put("list", List.of("a", 1L));
    said.put("map", Map.of("inner", "x"));
    said.put("nothing", null);

    JsonObject claims = claims(accessToken(TestWorld.withClaims(List.of(new Says(said))), null));

    assertEquals("ä", claims.getString("text"));
    assertEquals(7, claims.getInt("number"));
    assertTrue(claims.getBoolean("truth"));
    assertEquals("[\"a\",1]", claims.getJsonArray("list").toString());
    assertEquals("x", claims.getJsonObject("map").getString("inner"));
    assertFalse(claims.containsKey("nothing"));
  }

  @Test
  void contributors_withTheSameClaim_letTheLastByNameWin() {
    List<ClaimsContributor> both =
        List.of(
            new ZuluSays(Map.of("who", "zulu")), new Says(Map.of("who", "other", "what", "kept")));

    JsonObject claims = claims(accessToken(TestWorld.withClaims(both), null));

    assertEquals("zulu", claims.getString("who"));
    assertEquals("kept", claims.getString("what"));
  }

  @Test
  void setting_makesAClaimFromAttributes() {
    JsonObject claims =
        claims(
            accessToken(
                TestWorld.withJwt(
                    "HEADLESS_JWT_CLAIMS_TENANT_ID", "{tenant}",
                    "headless.jwt.claims.fullName", "{username} of {tenant}, no. {id}",
                    "HEADLESS_JWT_CLAIMS_FIXED", "eu"),
                "acme"));

    assertEquals("acme", claims.getString("tenant_id"));
    assertEquals("ada of acme, no. " + claims.getString("sub"), claims.getString("fullName"));
    assertEquals("eu", claims.getString("fixed"));
  }

  @Test
  void claim_withAMissingAttribute_isOmitted() {
    JsonObject claims =
        claims(
            accessToken(
                TestWorld.withJwt("HEADLESS_JWT_CLAIMS_TENANT_ID", "tenant {tenant}"), null));

    assertFalse(claims.containsKey("tenant_id"));
  }

  @Test
  void setting_takesPrecedenceOverAContributor() {
    JsonObject claims =
        claims(
            accessToken(
                TestWorld.withClaims(
                    List.of(new TenantClaims()), "HEADLESS_JWT_CLAIMS_TENANT_ID", "fixed"),
                "acme"));

    assertEquals("fixed", claims.getString("tenant_id"));
  }

  @Test
  void reservedClaims_areIgnoredAndLoggedOnce() {
    Map<String, Object> forged = new HashMap<>();
    JwtClaimSettings.RESERVED.forEach(name -> forged.put(name, "forged"));
    forged.put("mine", "yes");
    try (LogRecords log = LogRecords.of(ClaimsContributors.class)) {
      world = TestWorld.withClaims(List.of(new Says(forged)));
      Account ada = world.account("ada@example.org");

      for (int i = 0; i < 3; i++) {
        JsonObject claims = claims(world.strategy.createAccessToken(world.open(ada)).orElseThrow());
        assertEquals(
            Set.of("sub", "iat", "exp", "jti", "sid", "token_use", "mine"), claims.keySet());
        assertEquals(ada.id().toString(), claims.getString("sub"));
        assertEquals("access", claims.getString("token_use"));
      }
      assertEquals(JwtClaimSettings.RESERVED.size(), log.messages().size());
      JwtClaimSettings.RESERVED.forEach(
          name ->
              assertEquals(
                  1,
                  log.messages().stream().filter(m -> m.contains(" " + name + " ")).count(),
                  name));
    }
  }

  @Test
  void announcement_ofAReservedClaim_stopsTheDeploymentInOneSentence() {
    Says forger =
        new Says(Map.of()) {
          @Override
          public Set<String> names() {
            return Set.of("tenant_id", "sub", "aud");
          }
        };

    IllegalStateException rejected =
        assertThrows(
            IllegalStateException.class,
            new ClaimsContributors(List.of(new TenantClaims(), forger))::check);

    assertEquals(
        forger.getClass().getName()
            + " announces aud, sub, but a ClaimsContributor may add any claims except"
            + " acr, amr, aud, auth_time, exp, factors, iat, iss, jti, sid, sub, token_use.",
        rejected.getMessage());
  }

  @Test
  void announcement_ofAnyOtherClaim_isAccepted() {
    assertDoesNotThrow(new ClaimsContributors(List.of(new TenantClaims()))::check);
    assertDoesNotThrow(new ClaimsContributors(List.of())::check);
  }

  @Test
  void login_whereAContributorFails_isRejected() {
    ClaimsContributor broken =
        new Says(Map.of()) {
          @Override
          public Map<String, Object> claims(Account account) {
            throw new IllegalStateException("broken");
          }
        };
    world = TestWorld.withClaims(Arrays.asList(broken));
    world.account("ada@example.org");

    assertThrows(IllegalStateException.class, () -> world.logIn("ada@example.org"));
    assertEquals(0, world.count("session"));
    assertEquals(List.of(), world.audited());
  }

  private Map<String, String> logIn(TestWorld opened, String tenant) {
    world = opened;
    Account ada = world.account("ada", "ada@example.org", TestWorld.HASH);
    if (tenant != null) {
      world.attribute(ada, "tenant", tenant);
    }
    return world.logIn("ada@example.org").tokens();
  }

  private String accessToken(TestWorld opened, String tenant) {
    return logIn(opened, tenant).get("access_token");
  }

  private static JsonObject claims(String token) {
    return Jwt.of(token).claims();
  }
}
