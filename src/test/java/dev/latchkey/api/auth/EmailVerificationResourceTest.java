package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailVerificationResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String KEY = "X-Email-Verification-Key";

  private ApiWorld api;
  private Steps steps;

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void check_validCode_namesAddressAndUser_andUsesNothing() {
    OpenSession pending = signUpByCode();
    for (int i = 0; i < 2; i++) {
      JsonObject body = body(200, resource(api.withHeader(pending, KEY, steps.code(ADA))).get());
      assertEquals(ADA, body.getJsonObject("data").getString("email"));
      assertEquals(ADA, body.getJsonObject("data").getJsonObject("user").getString("email"));
      assertTrue(body.getJsonObject("meta").getBoolean("is_authenticating"));
    }
  }

  @Test
  void check_withoutKey_isRejected() {
    OpenSession pending = signUpByCode();
    assertEquals(List.of("required:key"), errors(400, resource(api.anonymous("{}")).get()));
    assertEquals(
        List.of("required:key"), errors(400, resource(api.withHeader(pending, KEY, "  ")).get()));
  }

  @Test
  void check_wrongCode_isRejected() {
    OpenSession pending = signUpByCode();
    Exchange exchange = api.withHeader(pending, KEY, Steps.wrong(steps.code(ADA)));
    assertEquals(List.of("incorrect_code:key"), errors(400, resource(exchange).get()));
  }

  @Test
  void verify_validCode_completesTheSignup() {
    OpenSession pending = signUpByCode();
    Response response = post(pending, steps.code(ADA));
    JsonObject user = body(200, response).getJsonObject("data").getJsonObject("user");
    assertEquals(ADA, user.getString("email"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void verify_withoutPendingCode_isAConflict() {
    signUpByCode();
    assertEquals(409, post(null, steps.code(ADA)).getStatus());
  }

  @Test
  void verify_missingOrTooLongKey_isRejected() {
    OpenSession pending = signUpByCode();
    assertEquals(
        List.of("required:key"), errors(400, resource(api.exchange(pending, "{}")).post()));
    assertEquals(List.of("max_length:key"), errors(400, post(pending, "x".repeat(5000))));
  }

  @Test
  void verify_linkOpenedElsewhere_verifiesWithoutLoggingIn() {
    begin(Steps.settings("ACCOUNT_EMAIL_VERIFICATION", "mandatory"));
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);
    JsonObject body = body(200, resource(api.withHeader(null, KEY, key)).get());
    assertFalse(body.getJsonObject("meta").getBoolean("is_authenticating"));
    assertEquals(List.of("login", "signup"), flows(401, post(null, key)));
    assertEquals(List.of("invalid_or_expired_key:key"), errors(400, post(null, key)));
  }

  @Test
  void verify_linkOfALoggedInUser_returnsTheirSession() {
    begin(Steps.settings());
    LoginOutcome.Complete ada = steps.complete(steps.signUp(ADA));
    Response response = post(ada.session(), steps.verificationKey(ADA));
    assertTrue(body(200, response).getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void resend_pendingCode_replacesIt() {
    OpenSession pending = signUpByCode("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true");
    String first = steps.code(ADA);
    assertEquals(200, resource(api.exchange(pending, "{}")).resend().getStatus());
    assertEquals(List.of("incorrect_code:key"), errors(400, post(pending, first)));
    assertEquals(200, post(pending, steps.code(ADA)).getStatus());
  }

  @Test
  void resend_disabledOrNothingPending_isAConflict() {
    OpenSession pending = signUpByCode();
    assertEquals(409, resource(api.exchange(pending, "{}")).resend().getStatus());
    api.close();
    signUpByCode("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true");
    assertEquals(409, resource(api.anonymous("{}")).resend().getStatus());
  }

  private OpenSession signUpByCode(String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 4);
    all[more.length] = "ACCOUNT_EMAIL_VERIFICATION";
    all[more.length + 1] = "mandatory";
    all[more.length + 2] = "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED";
    all[more.length + 3] = "true";
    begin(all);
    return steps.pending(steps.signUp(ADA));
  }

  private void begin(String... settings) {
    api = ApiWorld.with(settings);
    steps = new Steps(api.world);
  }

  private Response post(OpenSession session, String key) {
    return resource(api.exchange(session, "{\"key\":\"" + key + "\"}")).post();
  }

  private EmailVerificationResource resource(Exchange exchange) {
    EmailVerificationResource resource = new EmailVerificationResource();
    resource.exchange = exchange;
    resource.ways = api.world.linkOrCode;
    resource.codes = api.world.verificationCodes;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
