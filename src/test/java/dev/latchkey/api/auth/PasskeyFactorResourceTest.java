package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.flows.Steps;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasskeyFactorResourceTest {

  private static final String ADA = "ada@example.org";
  private static final List<String> OPEN = List.of("login", "signup");
  private static final List<String> AGAIN = List.of("reauthenticate", "mfa_reauthenticate");

  private final ApiWorld api = ApiWorld.with("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
  private final Steps steps = new Steps(api.world);
  private final OpenSession owner = api.world.open(steps.verified(ADA));
  private final SoftBrowser browser = new SoftBrowser(URI.create(ApiWorld.ORIGIN));

  @BeforeEach
  void addPasskey() {
    PasskeySetup.add(api, browser, owner);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void key_inAPendingLogin_completesIt() {
    OpenSession pending = pending();
    Response options = resource(pending, "{}").beginLogin();

    Response response = resource(pending, credential(options)).authenticate();

    JsonObject data = body(200, response).getJsonObject("data");
    assertEquals(ADA, data.getJsonObject("user").getString("email"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void options_ofAPendingLogin_nameTheKeysOfItsAccountAndThisHost() {
    JsonObject options = publicKey(resource(pending(), "{}").beginLogin());
    assertEquals("app.example", options.getString("rpId"));
    assertEquals(1, options.getJsonArray("allowCredentials").size());
  }

  @Test
  void authenticate_withoutPendingLogin_hasTheOpenFlowsWhateverTheBody() {
    OpenSession beforeLogin = api.world.openPending();
    for (OpenSession sender : new OpenSession[] {null, beforeLogin}) {
      assertEquals(OPEN, flows(401, resource(sender, "{}").beginLogin()));
      assertEquals(OPEN, flows(401, resource(sender, "{}").authenticate()));
      assertEquals(OPEN, flows(401, resource(sender, "{\"credential\":7}").authenticate()));
    }
  }

  @Test
  void authenticate_whileLoggedIn_hasTheFlowsToReauthenticate() {
    assertEquals(AGAIN, flows(401, resource(owner, "{}").authenticate()));
    Response options = resource(owner, "{}").beginLogin();
    assertEquals(OPEN, flows(401, options));
    assertFalse(body(401, options).getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void login_completedMeanwhile_isAConflict() {
    OpenSession pending = pending();
    String json = credential(resource(pending, "{}").beginLogin());
    body(200, resource(pending, json).authenticate());
    assertEquals(409, resource(pending, "{}").beginLogin().getStatus());
    assertEquals(409, resource(pending, json).authenticate().getStatus());
  }

  @Test
  void credential_missingOrWrong_leavesTheLoginPending() {
    OpenSession pending = pending();
    Response options = resource(pending, "{}").beginLogin();
    assertEquals(
        List.of("required:credential"), errors(400, resource(pending, "{}").authenticate()));
    String early = credential(options);
    resource(pending, "{}").beginLogin();
    assertEquals(
        List.of("incorrect_code:credential"), errors(400, resource(pending, early).authenticate()));
    String json = credential(resource(pending, "{}").beginLogin());
    assertEquals(200, resource(pending, json).authenticate().getStatus());
  }

  @Test
  void key_inAReauthentication_returnsTheSessionAndNoToken() {
    Response options = resource(owner, "{}").beginReauthentication();
    assertEquals(1, publicKey(options).getJsonArray("allowCredentials").size());

    JsonObject body = body(200, resource(owner, credential(options)).reauthenticate());

    JsonObject method = body.getJsonObject("data").getJsonArray("methods").getJsonObject(0);
    assertEquals("mfa", method.getString("method"));
    assertTrue(method.getBoolean("reauthenticated"));
    assertEquals("{\"is_authenticated\":true}", body.get("meta").toString());
  }

  @Test
  void reauthenticate_withoutLogin_isUnauthorizedWhateverTheBody() {
    List<String> waiting = List.of("login", "signup", "mfa_authenticate!");
    assertEquals(OPEN, flows(401, resource(null, "{}").beginReauthentication()));
    assertEquals(OPEN, flows(401, resource(null, "{}").reauthenticate()));
    assertEquals(waiting, flows(401, resource(pending(), "{}").beginReauthentication()));
    assertEquals(waiting, flows(401, resource(pending(), "{}").reauthenticate()));
  }

  @Test
  void reauthenticate_withoutOrWithAnotherCredential_isRejected() {
    assertEquals(
        List.of("required:credential"), errors(400, resource(owner, "{}").reauthenticate()));
    String forLogin = credential(resource(pending(), "{}").beginLogin());
    assertEquals(
        List.of("incorrect_code:credential"),
        errors(400, resource(owner, forLogin).reauthenticate()));
  }

  @Test
  void reauthenticate_sessionEndedMeanwhile_isGone() {
    String json = credential(resource(owner, "{}").beginReauthentication());
    api.world.logout.end(owner.session());
    assertEquals(410, resource(owner, "{}").beginReauthentication().getStatus());
    assertEquals(410, resource(owner, json).reauthenticate().getStatus());
  }

  private OpenSession pending() {
    return steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
  }

  private String credential(Response options) {
    return "{\"credential\":" + browser.get(body(200, options)) + "}";
  }

  private static JsonObject publicKey(Response options) {
    return body(200, options)
        .getJsonObject("data")
        .getJsonObject("request_options")
        .getJsonObject("publicKey");
  }

  private PasskeyFactorResource resource(OpenSession session, String json) {
    PasskeyFactorResource resource = new PasskeyFactorResource();
    resource.exchange = api.exchange(session, json);
    resource.guard = api.guard;
    resource.passkeys = api.passkeys;
    resource.factors = api.world.secondFactors;
    resource.factor = api.world.passkeyFactor;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
