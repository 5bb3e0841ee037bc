package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordResetResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String KEY = "X-Password-Reset-Key";

  private ApiWorld api = ApiWorld.with(Steps.settings());
  private Steps steps = new Steps(api.world);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void request_knownOrUnknownAddress_saysTheSame() {
    api.world.account(ADA);
    assertEquals(body(200, request(ADA)), body(200, request("bob@example.org")));
  }

  @Test
  void request_missingOrInvalidAddress_isRejected() {
    assertEquals(List.of("required:email"), errors(400, resource(api.anonymous("{}")).request()));
    assertEquals(List.of("invalid:email"), errors(400, request("ada")));
  }

  @Test
  void check_validKey_namesTheUser() {
    api.world.account(ADA);
    request(ADA);
    JsonObject data =
        body(200, resource(api.withHeader(null, KEY, steps.resetKey(ADA))).look())
            .getJsonObject("data");
    assertEquals(ADA, data.getJsonObject("user").getString("email"));
  }

  @Test
  void check_missingOrInvalidKey_isRejected() {
    assertEquals(List.of("required:key"), errors(400, resource(api.anonymous("{}")).look()));
    assertEquals(
        List.of("invalid_password_reset:key"),
        errors(400, resource(api.withHeader(null, KEY, "x")).look()));
  }

  @Test
  void reset_validKey_setsThePasswordOnce_andDoesNotLogIn() {
    api.world.account(ADA);
    request(ADA);
    String key = steps.resetKey(ADA);
    assertEquals(List.of("login", "signup"), flows(401, reset(null, key, Steps.NEW_PASSWORD)));
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
    assertEquals(
        List.of("invalid_password_reset:key"), errors(400, reset(null, key, Steps.NEW_PASSWORD)));
  }

  @Test
  void reset_whereTheSettingsLogIn_returnsASession() {
    restart(Steps.settings("ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true"));
    api.world.account(ADA);
    request(ADA);
    Response response = reset(null, steps.resetKey(ADA), Steps.NEW_PASSWORD);
    assertEquals(200, response.getStatus());
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void reset_withoutFields_namesThoseThatAreMissing() {
    assertEquals(
        List.of("required:key", "required:password"),
        errors(400, resource(api.anonymous("{}")).reset()));
  }

  @Test
  void reset_weakPassword_isRejected_andTheKeyStaysValid() {
    api.world.account(ADA);
    request(ADA);
    String key = steps.resetKey(ADA);
    assertEquals(List.of("password_too_short:password"), errors(400, reset(null, key, "q3Zt")));
    assertEquals(401, reset(null, key, Steps.NEW_PASSWORD).getStatus());
  }

  @Test
  void reset_byCode_isPendingUntilTheCodeIsUsed() {
    restart("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    api.world.account(ADA);
    Response requested = request(ADA);
    assertEquals(List.of("login", "signup", "password_reset_by_code!"), flows(401, requested));
    OpenSession pending = api.session(requested);
    String code = steps.code(ADA);
    assertEquals(
        List.of("incorrect_code:key"),
        errors(400, reset(pending, Steps.wrong(code), Steps.NEW_PASSWORD)));
    assertEquals(401, reset(pending, code, Steps.NEW_PASSWORD).getStatus());
    steps.complete(steps.logIn(ADA, Steps.NEW_PASSWORD));
    assertEquals(409, reset(pending, code, Steps.NEW_PASSWORD).getStatus());
  }

  private void restart(String... settings) {
    api.close();
    api = ApiWorld.with(settings);
    steps = new Steps(api.world);
  }

  private Response request(String email) {
    return resource(api.anonymous("{\"email\":\"" + email + "\"}")).request();
  }

  private Response reset(OpenSession session, String key, String password) {
    String json = "{\"key\":\"%s\",\"password\":\"%s\"}".formatted(key, password);
    return resource(api.exchange(session, json)).reset();
  }

  private PasswordResetResource resource(Exchange exchange) {
    PasswordResetResource resource = new PasswordResetResource();
    resource.exchange = exchange;
    resource.request = api.world.resetRequest;
    resource.ways = api.world.linkOrCode;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
