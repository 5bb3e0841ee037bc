package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.TestWorld;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.keyfiles.Fixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sid} holds, and whose that is, is looked at wherever a token is read. */
class SessionInsideTest {

  private final TestWorld world =
      TestWorld.withJwt("HEADLESS_JWT_PRIVATE_KEY", Fixture.text("ec-p256-pkcs8.pem"));

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"access, eve, ada", "access, ada, eve", "access, nobody, ada"})
  void accessToken_whoseSubIsNotTheSessionsAccount_isRejected(
      String use, String sub, String session) {
    long ada = world.account("ada@example.org").id();
    long eve = world.account("eve@example.org").id();
    Map<String, String> own = logIn(session);
    assertAccepted(own.get("access_token"));

    String subject = Map.of("ada", "" + ada, "eve", "" + eve, "nobody", "99").get(sub);
    String forged = forged(own.get("access_token"), "sub", subject);

    assertEquals(TokenOutcome.REJECTED, world.strategy.readBearer(forged));
    assertTrue(world.accessTokens.validateWithSession(forged).isEmpty());
    assertTrue(search().find(forged).isEmpty());
  }

  @Test
  void refreshToken_whoseSubIsNotTheSessionsAccount_isRejected() {
    world.account("ada@example.org");
    long eve = world.account("eve@example.org").id();
    String own = logIn("ada").get("refresh_token");
    String forged = forged(own, "sub", "" + eve);

    assertEquals(Optional.empty(), world.strategy.refresh(forged));
    assertTrue(search().find(forged).isEmpty());
    assertTrue(world.strategy.refresh(own).isPresent(), "the token it was made of still works");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "refresh_token"})
  void token_afterAChangeOfTheSecretKey_isRejectedThoughItsSigningKeyStays(String which) {
    world.account("ada@example.org");
    String token = logIn("ada").get(which);
    TokenUse use = which.equals("access_token") ? TokenUse.ACCESS : TokenUse.REFRESH;
    try (TestWorld changed =
        world.secondNode(
            "HEADLESS_TOKEN_STRATEGY",
            "jwt",
            "HEADLESS_JWT_PRIVATE_KEY",
            Fixture.text("ec-p256-pkcs8.pem"),
            "SECRET_KEY",
            "another secret key than the one that sealed the sid")) {
      assertEquals(
          use == TokenUse.ACCESS,
          changed.keys.verify(token, use).verified().isPresent(),
          "the access token's signature is valid, the refresh token's is not");
      assertTrue(changed.accessTokens.validate(token).isEmpty());
      assertEquals(TokenOutcome.REJECTED, changed.strategy.readBearer(token));
      assertEquals(Optional.empty(), changed.strategy.refresh(token));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "short", "with spaces in its midst", "\u00e4"})
  void sid_thatHoldsNoSessionToken_isRejectedStatelessly(String content) {
    world.account("ada@example.org");
    String own = logIn("ada").get("access_token");
    assertTrue(world.accessTokens.validate(own).isPresent());

    String raw = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    for (String sid :
        new String[] {
          content, raw, new SidCipher(SecretKeys.only(TestWorld.SECRET_KEY)).encrypt(content)
        }) {
      assertTrue(world.accessTokens.validate(forged(own, "sid", sid)).isEmpty(), sid);
    }
  }

  private void assertAccepted(String token) {
    assertInstanceOf(TokenOutcome.Accepted.class, world.strategy.readBearer(token));
    assertTrue(world.accessTokens.validateWithSession(token).isPresent());
    assertTrue(search().find(token).isPresent());
  }

  private TokenSearch search() {
    return new TokenSearch(
        world.database,
        world.tokens,
        world.sessions,
        new Strategies(world.strategy),
        world.settings);
  }

  private Map<String, String> logIn(String name) {
    return world.logIn(name + "@example.org").tokens();
  }

  /** The same token with one claim exchanged, under the same key. */
  private String forged(String token, String name, String value) {
    JsonObject own = Jwt.of(token).claims();
    JsonObject claims = Json.createObjectBuilder(own).add(name, value).build();
    return own.getString("token_use").equals("refresh")
        ? world.keys.signRefreshToken(claims)
        : world.keys.sign(JsonValue.EMPTY_JSON_OBJECT, claims);
  }
}
