package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TotpResourceTest {

  private static final String ADA = "ada@example.org";

  private ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  private void restart(String... settings) {
    api.close();
    api = ApiWorld.with(settings);
  }

  @Test
  void get_withoutApp_isNotFound_withASecretForOne() {
    JsonObject body = body(404, totp(verified()).get());
    assertEquals(Set.of("status", "meta"), body.keySet());
    String secret = body.getJsonObject("meta").getString("secret");
    assertTrue(secret.matches("[A-Z2-7]{32}"), secret);
    String url = body.getJsonObject("meta").getString("totp_url");
    assertTrue(url.startsWith("otpauth://totp/") && url.contains("secret=" + secret), url);
  }

  @Test
  void get_withApp_returnsItWithoutItsSecret() {
    OpenSession session = verified();
    String secret = secret(totp(session).get());
    body(200, enter(session, new TestApp(api.world, secret).code()));

    JsonObject body = body(200, totp(session).get());

    assertEquals(Set.of("status", "data"), body.keySet());
    JsonObject data = body.getJsonObject("data");
    assertEquals(Set.of("type", "created_at", "last_used_at"), data.keySet());
    assertEquals("totp", data.getString("type"));
    assertEquals(api.world.clock.instant().getEpochSecond(), data.getInt("created_at"));
    assertEquals(JsonValue.NULL, data.get("last_used_at"));
    assertFalse(body.toString().contains(secret));
  }

  @Test
  void app_whereItIsNotSupported_isNotFound() {
    restart("MFA_SUPPORTED_TYPES", "recovery_codes");
    assertEquals(List.of("not_found"), errors(404, totp(verified()).get()));
    assertEquals(List.of("not_found"), errors(404, enter(verified("bob@example.org"), "123456")));
  }

  @Test
  void app_withUnverifiedAddress_isAConflict() {
    OpenSession session = api.world.open(api.world.account(ADA));
    assertEquals(Set.of("status"), body(409, totp(session).get()).keySet());
    assertEquals(409, enter(session, "123456").getStatus());
  }

  @Test
  void post_rightCode_returnsTheApp() {
    OpenSession session = verified();
    TestApp app = new TestApp(api.world, secret(totp(session).get()));
    JsonObject body = body(200, enter(session, app.code()));
    assertEquals("totp", body.getJsonObject("data").getString("type"));
    assertFalse(body.containsKey("meta"), "it is no new login");
  }

  @Test
  void post_secondApp_isAConflict() {
    OpenSession session = verified();
    TestApp app = TestApp.addedTo(api.world, session.session());
    assertEquals(409, enter(session, app.code()).getStatus());
  }

  @ParameterizedTest
  @MethodSource("dev.latchkey.api.exchange.InvalidFields#codes")
  void post_invalidCode_hasItsError(String json, String error) {
    OpenSession session = verified();
    totp(session).get();
    assertEquals(List.of(error), errors(400, totp(session, json).post()));
    assertEquals(404, totp(session).get().getStatus());
  }

  @Test
  void post_beforeAnySecret_isIncorrect() {
    assertEquals(List.of("incorrect_code:code"), errors(400, enter(verified(), "123456")));
  }

  @Test
  void post_inALoginThatWaitsForAFactor_completesIt() {
    restart("LATCHKEY_MFA_REQUIRED", "everyone");
    Steps steps = new Steps(api.world);
    steps.verified(ADA);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    TestApp app = new TestApp(api.world, secret(totp(pending).get()));
    assertEquals(List.of("incorrect_code:code"), errors(400, enter(pending, app.wrong())));

    Response response = enter(pending, app.code());

    JsonObject data = body(200, response).getJsonObject("data");
    assertEquals(ADA, data.getJsonObject("user").getString("email"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void delete_withAndWithoutApp_saysNoMoreThanTheStatus() {
    OpenSession session = verified();
    TestApp.addedTo(api.world, session.session());
    assertEquals("{\"status\":200}", body(200, totp(session).delete()).toString());
    assertEquals("{\"status\":200}", body(200, totp(session).delete()).toString());
    assertEquals(404, totp(session).get().getStatus());
  }

  @Test
  void delete_ofTheLastFactorWhereOneIsRequired_isAConflict() {
    restart("LATCHKEY_MFA_REQUIRED", "everyone");
    OpenSession session = verified();
    TestApp.addedTo(api.world, session.session());
    assertEquals(409, totp(session).delete().getStatus());
    assertEquals(200, totp(session).get().getStatus());
  }

  @Test
  void session_endedMeanwhile_isGone() {
    OpenSession session = verified();
    api.world.logout.end(session.session());
    assertEquals(410, totp(session).get().getStatus());
    assertEquals(410, enter(session, "123456").getStatus());
    assertEquals(410, totp(session).delete().getStatus());
  }

  private OpenSession verified() {
    return verified(ADA);
  }

  private OpenSession verified(String email) {
    return api.world.open(new Steps(api.world).verified(email));
  }

  private static String secret(Response response) {
    return body(404, response).getJsonObject("meta").getString("secret");
  }

  private Response enter(OpenSession session, String code) {
    return totp(session, "{\"code\":\"" + code + "\"}").post();
  }

  private TotpResource totp(OpenSession session) {
    return totp(session, "{}");
  }

  private TotpResource totp(OpenSession session, String json) {
    Exchange exchange = api.exchange(session, json);
    return new FactorResources(api).totp(exchange);
  }
}
