package dev.latchkey.it;

import static dev.latchkey.webauthn.SoftAuthenticator.BACKED_UP;
import static dev.latchkey.webauthn.SoftAuthenticator.BACKUP_ELIGIBLE;
import static dev.latchkey.webauthn.SoftAuthenticator.USER_PRESENT;
import static dev.latchkey.webauthn.SoftAuthenticator.USER_VERIFIED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.webauthn.Algorithm;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passkeys and security keys over HTTP, with an authenticator in software. Whether a server loads
 * the relocated classes shows at the first registration, not at the deployment.
 */
class PasskeyIT {

  private static final String MANAGE = "/account/authenticators/webauthn";
  private static final MailServer MAIL = new MailServer();

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(settings());

  /** An IP address is no relying party. */
  private final URI page = URI.create("http://localhost:" + SERVER.base().getPort());

  private final Http http = new Http(page);
  private final SoftBrowser browser = new SoftBrowser(page);
  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private String token;

  static Stream<Arguments> kinds() {
    return Stream.of(Algorithm.values())
        .flatMap(
            algorithm ->
                Stream.of(0, BACKUP_ELIGIBLE, BACKUP_ELIGIBLE | BACKED_UP)
                    .map(backup -> Arguments.of(algorithm, backup)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void passkey_ofEachKind_isRegisteredAndLogsIn(Algorithm algorithm, int backup) {
    browser.device.algorithm = algorithm;
    browser.device.flags = USER_PRESENT | USER_VERIFIED | backup;
    signUp();
    Answer added = add("?passwordless").expect(200);
    assertEquals("true", added.at("/data/is_passwordless"));

    send("DELETE", "/auth/session", null).expect(401);
    token = null;
    Answer login = use("/auth/webauthn/login").expect(200);

    assertEquals(email, login.at("/data/user/email"));
    assertEquals("webauthn", login.at("/data/methods/0/type"));
    assertTrue(login.has("/meta/access_token"), login.text());
    use("/auth/webauthn/reauthenticate").expect(200);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void securityKey_ofEachKind_completesALogin(Algorithm algorithm, int backup) {
    browser.device.algorithm = algorithm;
    browser.device.flags = USER_PRESENT | backup;
    browser.device.withUserHandle = false;
    signUp();
    Answer added = add("").expect(200);
    assertFalse(added.text().contains("\"is_passwordless\":true"), added.text());

    token = null;
    use("/auth/webauthn/login").expectRejection(400, "incorrect_code");
    token = null;
    Answer pending = keep(post("/auth/login", credentials())).expect(401);
    assertTrue(pending.text().contains("\"mfa_authenticate\""), pending.text());
    assertFalse(pending.has("/meta/access_token"), pending.text());
    Answer login = use("/auth/webauthn/authenticate").expect(200);

    assertEquals(email, login.at("/data/user/email"));
    assertTrue(login.has("/meta/access_token"), login.text());
  }

  /** Clients send the field empty, or leave it out. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", ""})
  void currentPassword_emptyOrMissing_isThatOfAnAccountWithoutOne(String current) {
    signUpWithPasskey();
    String body =
        (current.isEmpty() ? "{" : "{\"current_password\":" + current + ",")
            + "\"new_password\":\""
            + App.PASSWORD
            + "\"}";

    http.post(Http.API + "/account/password/change", body, "X-Session-Token", token).expect(200);

    token = null;
    post("/auth/login", credentials()).expect(401); // the passkey is the second factor now
  }

  @Test
  void account_withAPasskeyAlone_signsUpAndLogsIn() {
    Answer signup = signUpWithPasskey();

    assertEquals("false", signup.at("/data/user/has_usable_password"));
    assertEquals("Laptop", get("/account/authenticators").expect(200).at("/data/0/name"));
    token = null;
    assertEquals(email, use("/auth/webauthn/login").expect(200).at("/data/user/email"));
  }

  private Answer signUpWithPasskey() {
    keep(post("/auth/webauthn/signup", Json.createObjectBuilder().add("email", email).build()))
        .expect(401);
    keep(post("/auth/email/verify", key(MAIL.code(email, 1)))).expect(401);
    JsonObject credential = browser.create(get("/auth/webauthn/signup"));
    return keep(send("PUT", "/auth/webauthn/signup", body(credential, "Laptop"))).expect(200);
  }

  @Test
  void assertion_usedTwiceOrForAnotherPurpose_isRejected() {
    signUp();
    add("?passwordless").expect(200);
    String own = token;
    token = null;
    Answer options = keep(get("/auth/webauthn/login"));
    JsonObject used = body(browser.get(options), null);
    String pending = token;
    assertEquals(200, keep(post("/auth/webauthn/login", used)).status());
    token = pending;
    assertTrue(post("/auth/webauthn/login", used).status() >= 400);
    token = own;
    JsonObject login = body(browser.get(get("/auth/webauthn/reauthenticate")), null);
    token = null;
    keep(get("/auth/webauthn/login"));
    post("/auth/webauthn/login", login).expectRejection(400, "incorrect_code");
  }

  /** Whose passkey it is makes no difference: who is logged in logs out first. */
  @Test
  void passkeyLogin_whileLoggedIn_isAConflict_andTheSessionStays() {
    signUp();
    add("?passwordless").expect(200);
    String own = token;
    token = null;
    JsonObject login = body(browser.get(keep(get("/auth/webauthn/login"))), null);
    token = own;

    get("/auth/webauthn/login").expect(409);
    post("/auth/webauthn/login", login).expect(409);
    post("/auth/webauthn/signup", Json.createObjectBuilder().add("email", email).build())
        .expect(409);
    assertEquals(email, get("/auth/session").expect(200).at("/data/user/email"));
  }

  @Test
  void credential_damaged_isRejected() {
    signUp();
    for (String damage : List.of("truncated", "null", "number", "text", "list", "missing", "+/")) {
      JsonObject credential = damaged(browser.create(get(MANAGE + "?passwordless")), damage);
      post(MANAGE, body(credential, null)).expectRejection();
    }
    add("?passwordless").expect(200);
    for (String damage : List.of("truncated", "null", "number", "text", "list", "missing", "+/")) {
      token = null;
      JsonObject credential = damaged(browser.get(keep(get("/auth/webauthn/login"))), damage);
      post("/auth/webauthn/login", body(credential, null)).expectRejection();
    }
    token = null;
    use("/auth/webauthn/login").expect(200);
  }

  /** Damages each member of the response in the same way. */
  private static JsonObject damaged(JsonObject credential, String damage) {
    var response = Json.createObjectBuilder();
    credential
        .getJsonObject("response")
        .forEach(
            (name, value) -> {
              String text = value.toString().replace("\"", "");
              switch (damage) {
                case "truncated" -> response.add(name, text.substring(0, text.length() / 2));
                case "null" -> response.add(name, JsonValue.NULL);
                case "number" -> response.add(name, 1);
                case "text" -> response.add(name, "");
                case "list" -> response.add(name, Json.createArrayBuilder().add(value));
                case "+/" -> response.add(name, "+/+/");
                default -> {
                  // missing
                }
              }
            });
    return Json.createObjectBuilder(credential).add("response", response).build();
  }

  private void signUp() {
    keep(post("/auth/signup", credentials())).expect(401);
    keep(post("/auth/email/verify", key(MAIL.code(email, 1)))).expect(200);
  }

  private Answer add(String query) {
    return post(MANAGE, body(browser.create(get(MANAGE + query)), "Key"));
  }

  /** Gets options and answers them. */
  private Answer use(String path) {
    return keep(post(path, body(browser.get(keep(get(path))), null)));
  }

  private static JsonObject body(JsonObject credential, String name) {
    var body = Json.createObjectBuilder().add("credential", credential);
    return (name == null ? body : body.add("name", name)).build();
  }

  private JsonObject credentials() {
    return Json.createObjectBuilder().add("email", email).add("password", App.PASSWORD).build();
  }

  private static JsonObject key(String code) {
    return Json.createObjectBuilder().add("key", code).build();
  }

  /** Keeps the session token, if there is one. */
  private Answer keep(Answer answer) {
    if (answer.has("/meta/session_token")) {
      token = answer.at("/meta/session_token");
    }
    return answer;
  }

  private Answer get(String path) {
    return send("GET", path, null);
  }

  private Answer post(String path, JsonObject body) {
    return send("POST", path, body);
  }

  private Answer send(String method, String path, JsonObject body) {
    String[] session = token == null ? new String[0] : new String[] {"X-Session-Token", token};
    return body == null
        ? http.send(method, Http.API + path, new byte[0], null, session)
        : http.send(
            method,
            Http.API + path,
            body.toString().getBytes(StandardCharsets.UTF_8),
            "application/json",
            session);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(MAIL.settings());
    settings.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
    settings.put("MFA_PASSKEY_LOGIN_ENABLED", "true");
    settings.put("MFA_PASSKEY_SIGNUP_ENABLED", "true");
    settings.put("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "true");
    return settings;
  }
}
