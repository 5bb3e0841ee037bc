package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
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
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecondFactorResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String CODES = "dev.latchkey.api.exchange.InvalidFields#codes";

  private final ApiWorld api = ApiWorld.with();
  private final Steps steps = new Steps(api.world);
  private final OpenSession owner = api.world.open(steps.verified(ADA));
  private final TestApp app = TestApp.addedTo(api.world, owner.session());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void code_inAPendingLogin_completesIt() {
    Response response = enter(pending(), app.code());
    JsonObject data = body(200, response).getJsonObject("data");
    assertEquals(ADA, data.getJsonObject("user").getString("email"));
    assertEquals(List.of("password", "mfa"), methods(data));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void code_inABrowser_completesTheLoginInItsCookies() {
    api.inBrowser();
    Response response = enter(pending(), app.code());
    assertEquals("{\"is_authenticated\":true}", body(200, response).get("meta").toString());
    assertEquals(List.of("sessionid", "csrftoken"), cookies(response));
  }

  @ParameterizedTest
  @MethodSource(CODES)
  void code_invalidInAPendingLogin_hasItsErrorAndLeavesItPending(String json, String error) {
    OpenSession pending = pending();
    assertEquals(List.of(error), errors(400, resource(api.exchange(pending, json)).authenticate()));
    assertEquals(200, enter(pending, app.code()).getStatus());
  }

  @Test
  void authenticate_withoutPendingLogin_hasTheOpenFlowsWhateverTheBody() {
    for (String json : List.of("{}", "{\"code\":7}", "{\"code\":\"" + app.code() + "\"}")) {
      assertEquals(
          List.of("login", "signup"), flows(401, resource(api.anonymous(json)).authenticate()));
      assertEquals(
          List.of("login", "signup"),
          flows(401, resource(api.exchange(api.world.openPending(), json)).authenticate()));
    }
  }

  @Test
  void authenticate_whileLoggedIn_hasTheFlowsToReauthenticate() {
    Response response = enter(owner, app.code());
    assertEquals(List.of("reauthenticate", "mfa_reauthenticate"), flows(401, response));
    assertTrue(body(401, response).getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void login_completedMeanwhile_isAConflict() {
    OpenSession pending = pending();
    body(200, enter(pending, app.code()));
    api.world.clock.advance(Duration.ofMinutes(1));
    assertEquals(409, enter(pending, app.code()).getStatus());
  }

  @Test
  void reauthenticate_rightCode_returnsTheSessionAndNoToken() {
    Response response = again(owner, "{\"code\":\"" + app.code() + "\"}");
    JsonObject body = body(200, response);
    assertEquals(List.of("mfa"), methods(body.getJsonObject("data")));
    assertTrue(
        body.getJsonObject("data")
            .getJsonArray("methods")
            .getJsonObject(0)
            .getBoolean("reauthenticated"));
    assertEquals("{\"is_authenticated\":true}", body.get("meta").toString());
  }

  @ParameterizedTest
  @MethodSource(CODES)
  void reauthenticate_invalidCode_hasItsError(String json, String error) {
    assertEquals(List.of(error), errors(400, again(owner, json)));
  }

  @Test
  void reauthenticate_ofAccountWithoutFactor_isIncorrect() {
    OpenSession bob = api.world.open(steps.verified("bob@example.org"));
    assertEquals(List.of("incorrect_code:code"), errors(400, again(bob, "{\"code\":\"1\"}")));
  }

  @Test
  void reauthenticate_withoutLogin_isUnauthorizedWhateverTheBody() {
    assertEquals(
        List.of("login", "signup"), flows(401, resource(api.anonymous("{}")).reauthenticate()));
    assertEquals(
        List.of("login", "signup", "mfa_authenticate!"), flows(401, again(pending(), "{}")));
  }

  @Test
  void reauthenticate_sessionEndedMeanwhile_isGone() {
    api.world.logout.end(owner.session());
    JsonObject body = body(410, again(owner, "{\"code\":\"" + app.code() + "\"}"));
    assertFalse(body.getJsonObject("meta").getBoolean("is_authenticated"));
  }

  private OpenSession pending() {
    return steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
  }

  private static List<String> methods(JsonObject data) {
    return data.getJsonArray("methods").getValuesAs(JsonObject.class).stream()
        .map(m -> m.getString("method"))
        .toList();
  }

  private Response enter(OpenSession session, String code) {
    return resource(api.exchange(session, "{\"code\":\"" + code + "\"}")).authenticate();
  }

  private Response again(OpenSession session, String json) {
    return resource(api.exchange(session, json)).reauthenticate();
  }

  private SecondFactorResource resource(Exchange exchange) {
    SecondFactorResource resource = new SecondFactorResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.factors = api.world.secondFactors;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
