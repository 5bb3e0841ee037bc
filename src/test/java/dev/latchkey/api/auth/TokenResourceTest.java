package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.exchange.ApiWorld;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenResourceTest {

  private final ApiWorld api = ApiWorld.withJwt();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void refresh_valid_hasNewTokensInDataAndBesideIt() {
    String token = refreshToken();
    JsonObject body = body(200, resource("{\"refresh_token\":\"" + token + "\"}").refresh());
    assertEquals(
        body.getString("access_token"), body.getJsonObject("data").getString("access_token"));
    assertEquals(
        body.getString("refresh_token"), body.getJsonObject("data").getString("refresh_token"));
    assertNotEquals(token, body.getString("refresh_token"));
  }

  @Test
  void refresh_asMobileClientsDo_hasNewTokensInMeta() {
    String json = "{\"refresh\":\"" + refreshToken() + "\"}";
    JsonObject body = body(200, resource(json).refreshAsDocumentedForMobileApps());
    JsonObject meta = body.getJsonObject("meta");
    assertEquals(body.getJsonObject("data").get("access_token"), meta.get("access_token"));
    assertEquals(body.getJsonObject("data").get("refresh_token"), meta.get("refresh_token"));
    assertTrue(meta.getBoolean("is_authenticated"));
  }

  @Test
  void refresh_missingOrInvalid_namesTheFieldThatWasRead() {
    assertEquals(List.of("required:refresh_token"), errors(400, resource("{}").refresh()));
    assertEquals(
        List.of("invalid_token:refresh_token"),
        errors(400, resource("{\"refresh_token\":\"a.b.c\"}").refresh()));
    assertEquals(
        List.of("invalid_token:refresh"),
        errors(400, resource("{\"refresh\":\"x\"}").refreshAsDocumentedForMobileApps()));
    assertEquals(
        List.of("required:refresh_token"),
        errors(400, resource("{}").refreshAsDocumentedForMobileApps()));
  }

  private String refreshToken() {
    api.world.account("ada@example.org");
    return api.world.logIn("ada@example.org").tokens().get("refresh_token");
  }

  private TokenResource resource(String json) {
    TokenResource resource = new TokenResource();
    resource.exchange = api.anonymous(json);
    resource.refresh = api.world.refresh;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
