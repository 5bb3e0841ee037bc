package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String YES = "{\"trust\":true}";

  private final ApiWorld api = ApiWorld.with("MFA_TRUST_ENABLED", "true");
  private final Steps steps = new Steps(api.world);
  private final OpenSession owner = api.world.open(steps.verified(ADA));
  private final TestApp app = TestApp.addedTo(api.world, owner.session());

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void browser_trusted_getsACookieMoreThanOtherLogins() {
    Response response = post(asked(), YES);
    assertEquals(List.of("sessionid", "csrftoken", "mfa_trusted"), cookies(response));
    JsonObject body = body(200, response);
    assertEquals("{\"is_authenticated\":true}", body.get("meta").toString());
    assertEquals(ADA, body.getJsonObject("data").getJsonObject("user").getString("email"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"trust\":null}", "{\"trust\":false}"})
  void browser_notTrusted_isLoggedInAllTheSame(String json) {
    Response response = post(asked(), json);
    assertEquals(200, response.getStatus());
    assertEquals(List.of("sessionid", "csrftoken"), cookies(response));
    assertEquals(0, api.world.count("trusted_device"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "\"\"", "1", "[true]", "{}"})
  void decision_ofAnotherType_isInvalidInBrowserAndApp(String value) {
    String json = "{\"trust\":" + value + "}";
    OpenSession phone = loggedIn();
    assertEquals(List.of("invalid:trust"), errors(400, post(phone, json)));
    api.world.clock.advance(Duration.ofMinutes(1));
    OpenSession asked = asked();
    assertEquals(List.of("invalid:trust"), errors(400, post(asked, json)));
    assertEquals(200, post(asked, YES).getStatus(), "the login still waits");
  }

  @Test
  void browser_decidedMeanwhile_isAConflict() {
    OpenSession asked = asked();
    body(200, post(asked, "{}"));
    assertEquals(409, post(asked, YES).getStatus());
    assertEquals(0, api.world.count("trusted_device"));
  }

  @Test
  void app_trusted_getsATokenAndNoNewSession() {
    JsonObject meta = body(200, post(loggedIn(), YES)).getJsonObject("meta");
    assertEquals(List.of("is_authenticated", "device_token"), List.copyOf(meta.keySet()));
    assertTrue(meta.getBoolean("is_authenticated"));
    assertTrue(meta.getString("device_token").matches("[a-z0-9]{32}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"trust\":null}", "{\"trust\":false}"})
  void app_thatDoesNotWantToBeTrusted_getsNoToken(String json) {
    JsonObject body = body(200, post(loggedIn(), json));
    assertEquals("{\"is_authenticated\":true}", body.get("meta").toString());
    assertEquals(0, api.world.count("trusted_device"));
  }

  @Test
  void app_withoutFactorInItsSession_hasTheFlowsToReauthenticateWhateverTheBody() {
    for (String json : List.of(YES, "{}", "{\"trust\":7}")) {
      assertEquals(List.of("reauthenticate", "mfa_reauthenticate"), flows(401, post(owner, json)));
    }
  }

  @Test
  void browser_loggedInAlready_isNotTrustedAsAnAppIs() {
    OpenSession session = loggedIn();
    api.inBrowser();
    assertEquals(List.of("reauthenticate", "mfa_reauthenticate"), flows(401, post(session, YES)));
  }

  @Test
  void client_withoutLogin_isUnauthorized() {
    assertEquals(List.of("login", "signup"), flows(401, post(null, YES)));
    assertEquals(List.of("login", "signup", "mfa_authenticate!"), flows(401, post(pending(), YES)));
  }

  @Test
  void app_whoseAccountHasNoFactorAnyMore_isAConflict() {
    OpenSession session = loggedIn();
    Outcomes.done(api.world.totp.remove(owner.session()));
    assertEquals(409, post(session, YES).getStatus());
  }

  @Test
  void app_whoseSessionHasEndedMeanwhile_isGone() {
    OpenSession session = loggedIn();
    api.world.logout.end(session.session());
    assertEquals(410, post(session, YES).getStatus());
  }

  private OpenSession pending() {
    return steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
  }

  /** A login in an app, by password and code. */
  private OpenSession loggedIn() {
    Optional<Session> pending = Optional.of(pending().session());
    return steps.complete(api.world.secondFactors.authenticate(app.code(), pending)).session();
  }

  /** A login in a browser that is asked whether to trust it. */
  private OpenSession asked() {
    api.inBrowser();
    Optional<Session> pending = Optional.of(pending().session());
    OpenSession asked = steps.pending(api.world.secondFactors.authenticate(app.code(), pending));
    assertEquals(
        Optional.of("mfa_trust"),
        api.world.stages.pendingFlow(asked.session()).map(flow -> flow.id()));
    return asked;
  }

  private Response post(OpenSession session, String json) {
    TrustResource resource = new TrustResource();
    resource.exchange = api.exchange(session, json);
    resource.browser = api.world.browserTrust;
    resource.app = api.world.appTrust;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource.post();
  }
}
