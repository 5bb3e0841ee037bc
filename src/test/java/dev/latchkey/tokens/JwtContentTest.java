package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.security.ClaimedCaller;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tokens of a login say. */
class JwtContentTest {

  private static final Set<String> PLAIN = Set.of("sub", "iat", "exp", "jti", "sid", "token_use");

  private TestWorld world;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void bothTokens_byDefault_haveTheSixClaims_andTheAccessTokenANameInItsHeader() {
    Map<String, String> pair = logIn(TestWorld.withJwt());

    for (String token : pair.values()) {
      assertEquals(PLAIN, claims(token).keySet());
    }
    assertEquals("ada", Jwt.of(pair.get("access_token")).header().getString("upn"));
    assertFalse(Jwt.of(pair.get("refresh_token")).header().containsKey("upn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latchkey"})
  void accessToken_withOrWithoutIssuer_namesTheCallerAsTheSessionTokenDoes(String issuer) {
    world = TestWorld.withJwt("HEADLESS_JWT_ISSUER", issuer);
    world.account("ada", "ada@example.org", TestWorld.HASH);
    Account proven = world.account("bob@example.org");
    verify(proven);
    Account unproven = world.account("eve@example.org");
    Map<Account, String> names = new HashMap<>();
    names.put(world.accounts.findByUsername("ada").orElseThrow(), "ada");
    names.put(proven, "bob@example.org");
    names.put(unproven, unproven.id().toString());

    names.forEach(
        (account, name) -> {
          VerifiedAccessToken token = world.tokens.readAccess(accessToken(account)).orElseThrow();
          assertEquals(name, ClaimedCaller.of(token.claims(), null).getName());
        });
  }

  @Test
  void accessToken_withOwnClaimUpn_namesTheCallerByThatClaim() {
    world = TestWorld.withJwt("HEADLESS_JWT_CLAIMS_UPN", "user-{id}");
    Account ada = world.account("ada", "ada@example.org", TestWorld.HASH);
    Jwt token = Jwt.of(accessToken(ada));

    assertEquals("user-" + ada.id(), token.claims().getString("upn"));
    assertFalse(token.header().containsKey("upn"));
  }

  @Test
  void claims_nameTheUserAndTheTimesInWholeSeconds() {
    Map<String, String> pair =
        logIn(
            TestWorld.withJwt(
                "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN",
                "77",
                "HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN",
                "7777"));
    Jwt access = Jwt.of(pair.get("access_token"));
    Jwt refresh = Jwt.of(pair.get("refresh_token"));
    long now = world.clock.instant().getEpochSecond();

    String id = world.accounts.findByUsername("ada").map(a -> a.id().toString()).orElseThrow();
    assertEquals(id, access.claims().getString("sub"));
    assertEquals(id, refresh.claims().getString("sub"));
    assertEquals(List.of(now, now + 77), List.of(access.iat(), access.exp()));
    assertEquals(List.of(now + 1, now + 1 + 7777), List.of(refresh.iat(), refresh.exp()));
    assertEquals("access", access.claims().getString("token_use"));
    assertEquals("refresh", refresh.claims().getString("token_use"));
    assertEquals(access.jti(), UUID.fromString(access.jti()).toString());
    assertNotEquals(access.jti(), refresh.jti());
  }

  @Test
  void issuerAndAudience_whereConfigured_areClaimsOfTheAccessToken() {
    Map<String, String> pair =
        logIn(
            TestWorld.withJwt(
                "HEADLESS_JWT_ISSUER", "https://id.example.org", "HEADLESS_JWT_AUDIENCE", "shop"));

    assertEquals("https://id.example.org", claims(pair.get("access_token")).getString("iss"));
    assertEquals("shop", claims(pair.get("access_token")).getString("aud"));
    assertEquals(PLAIN, claims(pair.get("refresh_token")).keySet(), "nobody else reads it");
    assertTrue(world.tokens.readAccess(pair.get("access_token")).isPresent());
    assertTrue(world.tokens.readRefresh(pair.get("refresh_token")).isPresent());
  }

  @Test
  void accessToken_withAnIssuer_namesTheCallerAndTheirGroups() {
    Map<String, String> pair = logIn(TestWorld.withJwt("HEADLESS_JWT_ISSUER", "latchkey"));

    assertEquals(
        union(PLAIN, "iss", "upn", "groups", "amr", "acr", "auth_time"),
        claims(pair.get("access_token")).keySet());
    assertEquals(PLAIN, claims(pair.get("refresh_token")).keySet());
    assertEquals("ada", claims(pair.get("access_token")).getString("upn"));
    assertEquals(Set.of("staff", "admin"), groups(pair.get("access_token")));
  }

  @Test
  void callerName_withoutAUserName_isTheAddressOrElseTheId() {
    world = TestWorld.withJwt("HEADLESS_JWT_ISSUER", "latchkey");
    Account named = world.account("bob@example.org");
    Account unproven = world.account("eve@example.org");
    verify(named);
    Account nameless = world.account(null, null, TestWorld.HASH);

    assertEquals("bob@example.org", claims(accessToken(named)).getString("upn"));
    assertEquals(unproven.id().toString(), claims(accessToken(unproven)).getString("upn"));
    assertEquals(nameless.id().toString(), claims(accessToken(nameless)).getString("upn"));
    assertEquals(Set.of(), groups(accessToken(nameless)));
  }

  @Test
  void accessToken_afterARefresh_hasCurrentClaims() {
    Map<String, String> pair = logIn(TestWorld.withJwt("HEADLESS_JWT_ISSUER", "latchkey"));
    world.group(world.accounts.findByUsername("ada").orElseThrow(), "night");

    String access = world.strategy.refresh(pair.get("refresh_token")).orElseThrow().accessToken();

    assertEquals(Set.of("staff", "admin", "night"), groups(access));
  }

  @Test
  void sessionToken_insideAJwt_isReadableOnlyWithTheSecretKey() {
    world = TestWorld.withJwt();
    world.account("ada@example.org");
    LoginOutcome.Complete login = world.logIn("ada@example.org");
    String sid = claims(login.tokens().get("access_token")).getString("sid");

    assertEquals(login.session().token(), sessionToken(sid, TestWorld.SECRET_KEY).orElseThrow());
    assertNotEquals(Optional.of(login.session().token()), sessionToken(sid, "another"));
    assertFalse(login.tokens().get("access_token").contains(login.session().token()));
  }

  @Test
  void sid_ofEachToken_isDifferent() {
    Map<String, String> pair = logIn(TestWorld.withJwt());
    RefreshedTokens next = world.strategy.refresh(pair.get("refresh_token")).orElseThrow();

    Set<String> sids =
        Stream.of(
                pair.get("access_token"),
                pair.get("refresh_token"),
                next.accessToken(),
                next.refreshToken().orElseThrow())
            .map(token -> claims(token).getString("sid"))
            .collect(Collectors.toSet());

    assertEquals(4, sids.size());
    assertEquals(
        1, sids.stream().map(sid -> sessionToken(sid, TestWorld.SECRET_KEY)).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES384", "EdDSA"})
  void header_namesAlgorithmTypeAndKey(String algorithm) {
    Map<String, String> pair = logIn(TestWorld.withJwt("HEADLESS_JWT_ALGORITHM", algorithm));
    JsonObject header = Jwt.of(pair.get("access_token")).header();

    assertEquals(Set.of("alg", "typ", "kid", "upn", "amr", "acr", "auth_time"), header.keySet());
    assertEquals(algorithm, header.getString("alg"));
    assertEquals("JWT", header.getString("typ"));
    assertEquals(world.keys.signing().kid().orElseThrow(), header.getString("kid"));
    assertTrue(world.strategy.refresh(pair.get("refresh_token")).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS512"})
  void sharedSecret_hasNoKeyId(String algorithm) {
    Map<String, String> pair = logIn(TestWorld.withJwt("HEADLESS_JWT_ALGORITHM", algorithm));

    assertEquals(
        Set.of("alg", "typ", "upn", "amr", "acr", "auth_time"),
        Jwt.of(pair.get("access_token")).header().keySet());
    assertTrue(world.strategy.refresh(pair.get("refresh_token")).isPresent());
  }

  @Test
  void server_withoutAnySetting_canSign() {
    world = TestWorld.withJwt("SECRET_KEY", "", "HEADLESS_JWT_ALGORITHM", "HS512");
    world.account("ada@example.org");

    assertTrue(
        world
            .strategy
            .refresh(world.logIn("ada@example.org").tokens().get("refresh_token"))
            .isPresent());
  }

  private Map<String, String> logIn(TestWorld opened) {
    world = opened;
    Account ada = world.account("ada", "ada@example.org", TestWorld.HASH);
    world.group(ada, "staff");
    world.group(ada, "admin");
    return world.logIn("ada@example.org").tokens();
  }

  private static Optional<String> sessionToken(String sid, String secretKey) {
    return new SidCipher(SecretKeys.only(secretKey)).decrypt(sid, text -> true);
  }

  private String accessToken(Account account) {
    return world.strategy.createAccessToken(world.open(account)).orElseThrow();
  }

  private static JsonObject claims(String token) {
    return Jwt.of(token).claims();
  }

  private static Set<String> groups(String token) {
    return claims(token).getJsonArray("groups").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> names, String... more) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(List.of(more));
    return all;
  }

  private void verify(Account account) {
    world.database.transaction(
        () -> world.addresses.verify(world.addresses.of(account).get(0), AddressProof.CODE));
  }
}
