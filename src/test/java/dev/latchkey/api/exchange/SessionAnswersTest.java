package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionAnswersTest {

  private final ApiWorld api = ApiWorld.withJwt();
  private final Account ada = api.world.account("ada@example.org");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void login_complete_hasUserMethodsAndAllTokens() {
    LoginOutcome.Complete login = api.world.logIn("ada@example.org");
    JsonObject body = body(200, api.answers.of(login));
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
    JsonObject fresh = body(401, api.answers.of(new LoginOutcome.Pending(pending, true)));
    assertEquals(pending.token(), fresh.getJsonObject("meta").getString("session_token"));
    JsonObject known = body(401, api.answers.of(new LoginOutcome.Pending(pending, false)));
    assertFalse(known.getJsonObject("meta").containsKey("session_token"));
    assertFalse(known.getJsonObject("meta").getBoolean("is_authenticated"));
  }

  @Test
  void trust_inALoginThatStillWaits_goesOutWithIt() {
    DeviceTokens tokens = new DeviceTokens(List.of("d1".repeat(16)));
    LoginOutcome pending = new LoginOutcome.Pending(api.world.openPending(), false);
    JsonObject meta = body(401, api.answers.of(pending, tokens)).getJsonObject("meta");
    assertEquals(List.of("is_authenticated", "device_token"), List.copyOf(meta.keySet()));
    api.inBrowser();
    assertEquals(List.of("mfa_trusted"), cookies(api.answers.of(pending, tokens)));
  }

  @Test
  void rejection_problems_namesCodesAndParameters() {
    Rejection rejection =
        new Rejection.Problems(
            List.of(Problem.with("email", "email_taken"), Problem.of("too_many_login_attempts")));
    assertEquals(
        List.of("email_taken:email", "too_many_login_attempts"),
        errors(400, api.outcomes.reject(rejection)));
  }

  @Test
  void rejection_limited_saysWhenToTryAgain() {
    Response response = api.outcomes.reject(new Rejection.Limited(Duration.ofSeconds(59)));
    assertEquals(List.of("too_many_requests"), errors(429, response));
    assertEquals("60", response.getHeaderString("Retry-After"));
  }

  @Test
  void rejection_closedSignup_isForbidden() {
    assertEquals(
        List.of("signup_closed"), errors(403, api.outcomes.reject(new Rejection.Closed())));
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
  void rejection_notPendingNotSentOrGone_hasItsStatus() {
    assertEquals(409, api.outcomes.reject(new Rejection.NotPending()).getStatus());
    assertEquals(403, api.outcomes.reject(new Rejection.NotSent()).getStatus());
    assertEquals(410, api.outcomes.reject(new Rejection.Gone()).getStatus());
  }

  @Test
  void outcome_done_saysNoMore() {
    assertEquals("{\"status\":200}", body(200, api.outcomes.done(Outcome.done(1))).toString());
  }

  @Test
  void everyResponse_mustNotBeStored() {
    Response response = api.answers.current(Optional.empty());
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
  }
}
