package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.signup.SignupPolicy;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasskeySignupResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String SIGN_UP = "{\"email\":\"" + ADA + "\"}";

  private ApiWorld api =
      ApiWorld.with(
          "MFA_SUPPORTED_TYPES",
          "recovery_codes,totp,webauthn",
          "MFA_PASSKEY_LOGIN_ENABLED",
          "true",
          "MFA_PASSKEY_SIGNUP_ENABLED",
          "true",
          "ACCOUNT_EMAIL_VERIFICATION",
          "mandatory",
          "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
          "true");
  private final SoftBrowser browser = new SoftBrowser(URI.create(ApiWorld.ORIGIN));
  private SignupRules rules = api.signup;

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void signup_whereItIsNotEnabled_isNotFoundWhateverTheSession() {
    api.close();
    api = ApiWorld.with("MFA_SUPPORTED_TYPES", "webauthn", "MFA_PASSKEY_LOGIN_ENABLED", "true");
    OpenSession session = api.world.open(api.world.account(ADA));
    for (OpenSession sender : new OpenSession[] {null, session}) {
      assertEquals(List.of("not_found"), errors(404, resource(sender, SIGN_UP).post()));
      assertEquals(List.of("not_found"), errors(404, resource(sender, "{}").get()));
      assertEquals(List.of("not_found"), errors(404, resource(sender, "{}").put()));
    }
  }

  @Test
  void signup_whileLoggedIn_isAConflictWhateverTheBody() {
    OpenSession session = api.world.open(api.world.account(ADA));
    assertEquals(409, resource(session, "{}").post().getStatus());
    assertEquals(409, resource(session, "{}").get().getStatus());
    assertEquals(409, resource(session, "{}").put().getStatus());
  }

  @Test
  void signup_closed_isForbidden() {
    SignupPolicy closed =
        new SignupPolicy() {
          @Override
          public boolean isOpen() {
            return false;
          }
        };
    rules = new SignupRules(List.of(closed));
    assertEquals(List.of("signup_closed"), errors(403, resource(null, SIGN_UP).post()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                   | required",
        "{'password':'correct horse battery'} | required",
        "{'email':null}                       | required",
        "{'email':' '}                        | required",
        "{'email':'nobody'}                   | invalid",
        "{'email':7}                          | invalid",
        "{'email':['ada@example.org']}        | invalid",
      })
  void post_withoutValidAddress_hasItsError(String json, String code) {
    Response response = resource(null, json.replace('\'', '"')).post();
    assertEquals(List.of(code + ":email"), errors(400, response));
  }

  @Test
  void post_address_isToBeVerified_andNeedsNoPassword() {
    Response response = resource(null, SIGN_UP).post();
    assertEquals(
        List.of("login", "mfa_login_webauthn", "signup", "verify_email!"), flows(401, response));
    assertFalse(api.session(response).session().isAuthenticated());
  }

  @Test
  void passkey_ofAVerifiedAddress_completesTheSignup() {
    OpenSession pending = verified();
    Response options = resource(pending, "{}").get();
    assertEquals(
        ADA,
        body(200, options)
            .getJsonObject("data")
            .getJsonObject("creation_options")
            .getJsonObject("publicKey")
            .getJsonObject("user")
            .getString("name"));

    Response response = resource(pending, credential(options, ",\"name\":\"Blue\"")).put();

    JsonObject user = body(200, response).getJsonObject("data").getJsonObject("user");
    assertEquals(ADA, user.getString("email"));
    assertFalse(user.getBoolean("has_usable_password"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void passkey_beforeTheAddressIsVerified_isAConflict() {
    OpenSession unverified = api.session(resource(null, SIGN_UP).post());
    JsonObject other = browser.create(body(200, resource(verified("b@example.org"), "{}").get()));
    for (OpenSession sender : new OpenSession[] {null, api.world.openPending(), unverified}) {
      assertEquals(409, resource(sender, "{}").get().getStatus());
      assertEquals(409, resource(sender, "{\"credential\":" + other + "}").put().getStatus());
    }
  }

  @Test
  void put_withoutCredentialOrWithAnInvalidName_saysSo_andLeavesTheOptionsValid() {
    OpenSession pending = verified();
    Response options = resource(pending, "{}").get();
    assertEquals(List.of("required:credential"), errors(400, resource(pending, "{}").put()));
    String json = credential(options, "");
    assertEquals(
        List.of("invalid:name"),
        errors(400, resource(pending, json.replaceFirst("\\{", "{\"name\":7,")).put()));
    assertEquals(200, resource(pending, json).put().getStatus());
  }

  @Test
  void put_credentialThatIsNotResident_isIncorrect() {
    OpenSession pending = verified();
    String json = credential(resource(pending, "{}").get(), "");
    assertEquals(
        List.of("incorrect_code"),
        errors(400, resource(pending, json.replace("\"rk\":true", "\"rk\":false")).put()));
  }

  private OpenSession verified() {
    return verified(ADA);
  }

  /** A sign-up that waits for its passkey. */
  private OpenSession verified(String email) {
    OpenSession begun = api.session(resource(null, "{\"email\":\"" + email + "\"}").post());
    String code = api.world.mailTo(email).code();
    done(api.world.verification.verify(code, Optional.of(begun.session())));
    return new OpenSession(
        api.world.strategy.findSession(begun.token()).orElseThrow(), begun.token());
  }

  private String credential(Response options, String more) {
    return "{\"credential\":" + browser.create(body(200, options)) + more + "}";
  }

  private PasskeySignupResource resource(OpenSession session, String json) {
    Exchange exchange = api.exchange(session, json);
    PasskeySignupResource resource = new PasskeySignupResource();
    resource.exchange = exchange;
    resource.settings = api.world.settings;
    resource.input = new SignupInput();
    resource.input.exchange = exchange;
    resource.input.settings = api.world.settings;
    resource.input.rules = rules;
    resource.input.outcomes = api.outcomes;
    resource.signUp = api.world.signUp;
    resource.passkeys = api.passkeys;
    resource.signup = api.world.passkeySignup;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
