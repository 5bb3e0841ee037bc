package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasskeyLoginResourceTest {

  private static final String ADA = "ada@example.org";

  private ApiWorld api =
      ApiWorld.with(
          "MFA_SUPPORTED_TYPES",
          "recovery_codes,totp,webauthn",
          "MFA_PASSKEY_LOGIN_ENABLED",
          "true");
  private final SoftBrowser browser = new SoftBrowser(URI.create(ApiWorld.ORIGIN));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void login_whereItIsNotEnabled_isNotFoundWhateverTheSession() {
    api.close();
    api = ApiWorld.with("MFA_SUPPORTED_TYPES", "webauthn");
    OpenSession session = api.world.open(api.world.account(ADA));
    for (OpenSession sender : new OpenSession[] {null, session}) {
      assertEquals(List.of("not_found"), errors(404, get(sender)));
      assertEquals(List.of("not_found"), errors(404, resource(sender, "{}").post()));
    }
  }

  @Test
  void login_whileLoggedIn_isAConflictWhateverTheBody() {
    OpenSession session = api.world.open(api.world.account(ADA));
    assertEquals(409, get(session).getStatus());
    assertEquals(409, resource(session, "{}").post().getStatus());
  }

  @Test
  void options_inAnApp_comeWithTheTokenOfAPendingSession() {
    JsonObject body = body(200, get(null));
    assertEquals(List.of("status", "data", "meta"), List.copyOf(body.keySet()));
    JsonObject options =
        body.getJsonObject("data").getJsonObject("request_options").getJsonObject("publicKey");
    assertEquals("app.example", options.getString("rpId"));
    assertFalse(options.containsKey("allowCredentials"));
    assertEquals(List.of("session_token"), List.copyOf(body.getJsonObject("meta").keySet()));
    OpenSession opened = api.session(get(null));
    assertFalse(opened.session().isAuthenticated());
  }

  @Test
  void options_inABrowser_comeWithTheCookiesOfAPendingSession() {
    api.inBrowser();
    Response response = get(null);
    assertEquals(List.of("status", "data"), List.copyOf(body(200, response).keySet()));
    assertEquals(List.of("sessionid", "csrftoken"), cookies(response));
  }

  @Test
  void options_inAPendingSession_bringNoOther() {
    OpenSession pending = api.world.openPending();
    assertFalse(body(200, get(pending)).containsKey("meta"));
    api.inBrowser();
    assertEquals(List.of(), cookies(get(api.world.openPending())));
  }

  @Test
  void passkey_right_logsIn() {
    Account ada = addPasskey();
    Response options = get(null);

    Response response = logIn(api.session(options), options);

    JsonObject user = body(200, response).getJsonObject("data").getJsonObject("user");
    assertEquals(ADA, user.getString("email"));
    OpenSession session = api.session(response);
    assertEquals(ada.id(), session.session().owner().id());
    assertTrue(session.session().isAuthenticated());
  }

  @Test
  void passkey_inABrowser_logsInInItsCookies() {
    addPasskey();
    api.inBrowser();
    Response options = get(null);
    String line = ApiWorld.setCookies(options).get(0);
    String token = line.substring("sessionid=".length(), line.indexOf(';'));
    OpenSession pending =
        new OpenSession(api.world.sessions.find(token, TokenCarrier.COOKIE).orElseThrow(), token);

    Response response = logIn(pending, options);

    assertEquals("{\"is_authenticated\":true}", body(200, response).get("meta").toString());
    assertEquals(List.of("sessionid", "csrftoken"), cookies(response));
  }

  @Test
  void passkey_withoutTheSessionOfItsOptions_isIncorrect() {
    addPasskey();
    Response options = get(null);
    assertEquals(List.of("incorrect_code:credential"), errors(400, logIn(null, options)));
    assertEquals(
        List.of("incorrect_code:credential"), errors(400, logIn(api.world.openPending(), options)));
  }

  @Test
  void post_withoutCredential_saysSo_andLeavesTheOptionsValid() {
    addPasskey();
    Response options = get(null);
    OpenSession pending = api.session(options);
    assertEquals(List.of("required:credential"), errors(400, resource(pending, "{}").post()));
    assertEquals(200, logIn(pending, options).getStatus());
  }

  private Account addPasskey() {
    OpenSession session = api.world.open(new Steps(api.world).verified(ADA));
    PasskeySetup.add(api, browser, session);
    return session.session().owner();
  }

  private Response get(OpenSession session) {
    return resource(session, "{}").get();
  }

  private Response logIn(OpenSession session, Response options) {
    JsonObject credential = browser.get(body(200, options));
    return resource(session, "{\"credential\":" + credential + "}").post();
  }

  private PasskeyLoginResource resource(OpenSession session, String json) {
    Exchange exchange = api.exchange(session, json);
    PasskeyLoginResource resource = new PasskeyLoginResource();
    resource.exchange = exchange;
    resource.settings = api.world.settings;
    resource.passkeys = api.passkeys;
    resource.login = api.world.passkeyLogin;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
