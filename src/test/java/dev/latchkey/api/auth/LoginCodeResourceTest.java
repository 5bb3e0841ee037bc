package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginCodeResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String ENABLED = "ACCOUNT_LOGIN_BY_CODE_ENABLED";

  private ApiWorld api = ApiWorld.with(ENABLED, "true");
  private Steps steps = new Steps(api.world);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void request_knownOrUnknownAddress_hasTheCodePendingInBothCases() {
    api.world.account(ADA);
    List<String> pending = List.of("login", "login_by_code!", "signup");
    assertEquals(pending, flows(401, request(ADA)));
    assertEquals(pending, flows(401, request("bob@example.org")));
  }

  @Test
  void request_unknownAddressWithoutPrevention_isRejected() {
    restart(ENABLED, "true", "ACCOUNT_PREVENT_ENUMERATION", "false");
    assertEquals(List.of("unknown_email:email"), errors(400, request("bob@example.org")));
  }

  @Test
  void request_missingOrInvalidAddress_isRejected() {
    assertEquals(List.of("required:email"), errors(400, resource(api.anonymous("{}")).request()));
    assertEquals(List.of("invalid:email"), errors(400, request("ada")));
  }

  @Test
  void request_whileLoggedIn_isAConflict() {
    OpenSession session = api.world.open(api.world.account(ADA));
    assertEquals(409, resource(api.exchange(session, "{}")).request().getStatus());
  }

  @Test
  void confirm_correctCode_logsIn() {
    api.world.account(ADA);
    OpenSession pending = api.session(request(ADA));
    Response response = confirm(pending, steps.code(ADA));
    assertEquals(
        ADA, body(200, response).getJsonObject("data").getJsonObject("user").getString("email"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void confirm_wrongMissingOrTooLongCode_isRejected() {
    api.world.account(ADA);
    OpenSession pending = api.session(request(ADA));
    assertEquals(
        List.of("incorrect_code:code"),
        errors(400, confirm(pending, Steps.wrong(steps.code(ADA)))));
    assertEquals(
        List.of("required:code"), errors(400, resource(api.exchange(pending, "{}")).confirm()));
    assertEquals(List.of("max_length:code"), errors(400, confirm(pending, "x".repeat(65))));
  }

  @Test
  void confirm_withoutPendingCode_isAConflict() {
    assertEquals(409, confirm(null, "ABCDEF").getStatus());
  }

  @Test
  void resend_enabled_replacesTheCode() {
    restart(ENABLED, "true", "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true");
    api.world.account(ADA);
    OpenSession pending = api.session(request(ADA));
    String first = steps.code(ADA);
    assertEquals(200, resource(api.exchange(pending, "{}")).resend().getStatus());
    assertEquals(List.of("incorrect_code:code"), errors(400, confirm(pending, first)));
    assertEquals(200, confirm(pending, steps.code(ADA)).getStatus());
  }

  @Test
  void resend_disabled_isAConflict() {
    api.world.account(ADA);
    OpenSession pending = api.session(request(ADA));
    assertEquals(409, resource(api.exchange(pending, "{}")).resend().getStatus());
  }

  @Test
  void endpoints_loginByCodeDisabled_areNotFound() {
    restart();
    LoginCodeResource resource = resource(api.anonymous("{}"));
    assertThrows(NotFoundException.class, resource::request);
    assertThrows(NotFoundException.class, resource::confirm);
    assertThrows(NotFoundException.class, resource::resend);
  }

  @Test
  void endpoints_codeOnlyRequiredAfterAPassword_confirmButDoNotRequest() {
    restart("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password");
    api.world.account(ADA);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    assertThrows(NotFoundException.class, resource(api.anonymous("{}"))::request);
    assertEquals(200, confirm(pending, steps.code(ADA)).getStatus());
  }

  private void restart(String... settings) {
    api.close();
    api = ApiWorld.with(settings);
    steps = new Steps(api.world);
  }

  private Response request(String email) {
    return resource(api.anonymous("{\"email\":\"" + email + "\"}")).request();
  }

  private Response confirm(OpenSession session, String code) {
    return resource(api.exchange(session, "{\"code\":\"" + code + "\"}")).confirm();
  }

  private LoginCodeResource resource(Exchange exchange) {
    LoginCodeResource resource = new LoginCodeResource();
    resource.exchange = exchange;
    resource.settings = api.world.settings;
    resource.request = api.world.loginCodeRequest;
    resource.login = api.world.loginByCode;
    resource.resend = api.world.loginCodeResend;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
