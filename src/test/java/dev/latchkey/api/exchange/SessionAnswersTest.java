package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.ResendOutcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionAnswersTest {

  private static final Language ENGLISH = Language.ENGLISH;

  private final ApiWorld api = ApiWorld.withJwt();
  private final Account ada = api.world.account("ada@example.org");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void login_complete_hasUserMethodsAndAllTokens() {
    LoginOutcome.Complete login = api.world.logIn("ada@example.org");
    JsonObject body = body(200, api.answers.of(login, ENGLISH));
    JsonObject meta = body.getJsonObject("meta");
    assertTrue(meta.getBoolean("is_authenticated"));
    assertEquals(login.session().token(), meta.getString("session_token"));
    assertEquals(login.tokens().get("access_token"), meta.getString("access_token"));
    assertEquals(login.tokens().get("refresh_token"), meta.getString("refresh_token"));
    assertEquals(
        ada.id().intValue(), body.getJsonObject("data").getJsonObject("user").getInt("id"));
    assertEquals(
        "password",
        body.getJsonObject("data").getJsonArray("methods").getJsonObject(0).getString("method"));
  }

  @Test
  void login_pending_showsItsTokenOnlyToWhomItIsNew() {
    OpenSession pending = api.world.openPending();
    JsonObject fresh = body(401, api.answers.of(new LoginOutcome.Pending(pending, true), ENGLISH));
    assertEquals(pending.token(), fresh.getJsonObject("meta").getString("session_token"));
    JsonObject known = body(401, api.answers.of(new LoginOutcome.Pending(pending, false), ENGLISH));
    assertFalse(known.getJsonObject("meta").containsKey("session_token"));
    assertFalse(known.getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void login_refused_namesCodesAndParameters() {
    LoginOutcome refused =
        new LoginOutcome.Refused(
            List.of(Problem.with("email", "email_taken"), Problem.of("too_many_login_attempts")));
    assertEquals(
        List.of("email_taken:email", "too_many_login_attempts"),
        errors(400, api.answers.of(refused, ENGLISH)));
  }

  @Test
  void login_limited_saysWhenToTryAgain() {
    Response response = api.answers.of(new LoginOutcome.Limited(Duration.ofSeconds(59)), ENGLISH);
    assertEquals(List.of("too_many_requests"), errors(429, response));
    assertEquals("60", response.getHeaderString("Retry-After"));
  }

  @Test
  void signup_closed_isForbidden() {
    assertEquals(
        List.of("signup_closed"), errors(403, api.answers.of(new LoginOutcome.Closed(), ENGLISH)));
  }

  @Test
  void current_loggedIn_hasTheUserAndNoToken() {
    JsonObject body = body(200, api.answers.current(Optional.of(api.world.open(ada).session())));
    assertEquals("{\"is_authenticated\":true}", body.get("meta").toString());
  }

  @Test
  void current_pendingOrWithoutSession_hasTheFlows() {
    assertEquals(List.of("login", "signup"), flows(401, api.answers.current(Optional.empty())));
    assertEquals(
        List.of("login", "signup"),
        flows(401, api.answers.current(Optional.of(api.world.openPending().session()))));
  }

  @Test
  void gone_hasTheFlowsAsWell() {
    assertEquals(List.of("login", "signup"), flows(410, api.answers.gone()));
  }

  @Test
  void reauthenticate_staysAuthenticated_andHasTheFlowForIt() {
    Response response = api.answers.reauthenticate(api.world.open(ada).session());
    assertEquals(List.of("reauthenticate"), flows(401, response));
    assertTrue(body(401, response).getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void resend_sentLimitedOrNotPending_hasItsStatus() {
    assertEquals(200, api.answers.of(new ResendOutcome.Sent(), ENGLISH).getStatus());
    assertEquals(
        429, api.answers.of(new ResendOutcome.Limited(Duration.ZERO), ENGLISH).getStatus());
    assertEquals(409, api.answers.of(new ResendOutcome.NotPending(), ENGLISH).getStatus());
  }

  @Test
  void everyResponse_mustNotBeStored() {
    Response response = api.answers.current(Optional.empty());
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
  }
}
