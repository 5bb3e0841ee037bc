package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The resources about sessions: {@code session}, {@code sessions} and {@code reauthenticate}. */
class SessionResourceTest {

  private final ApiWorld api = ApiWorld.with();
  private final Account ada = api.world.account("ada@example.org");
  private final OpenSession current = api.world.open(ada);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void session_loggedIn_isReturnedWithItsUser() {
    JsonObject data = body(200, session(api.exchange(current, "{}")).get()).getJsonObject("data");
    assertEquals("ada@example.org", data.getJsonObject("user").getString("email"));
  }

  @Test
  void session_none_hasTheFlows() {
    assertEquals(List.of("login", "signup"), flows(401, session(api.anonymous("{}")).get()));
  }

  @Test
  void logout_endsTheSession_andIsUnauthorized() {
    assertEquals(
        List.of("login", "signup"), flows(401, session(api.exchange(current, "{}")).delete()));
    assertTrue(api.world.strategy.findSession(current.token()).isEmpty());
  }

  @Test
  void logout_withoutSession_isTheSame() {
    assertEquals(List.of("login", "signup"), flows(401, session(api.anonymous("{}")).delete()));
  }

  @Test
  void sessions_listed_nameTheCurrentOne() {
    api.world.open(ada);
    List<Boolean> isCurrent =
        list(sessions(api.exchange(current, "{}")).get()).stream()
            .filter(s -> s.getInt("id") == current.session().id())
            .map(s -> s.getBoolean("is_current"))
            .toList();
    assertEquals(List.of(true), isCurrent);
    assertEquals(2, list(sessions(api.exchange(current, "{}")).get()).size());
  }

  @Test
  void sessions_anotherEnded_leavesTheCurrentOne() {
    OpenSession other = api.world.open(ada);
    Exchange exchange = api.exchange(current, "{\"sessions\":[" + other.session().id() + "]}");
    assertEquals(1, list(sessions(exchange).delete()).size());
    assertTrue(api.world.strategy.findSession(other.token()).isEmpty());
  }

  @Test
  void sessions_theCurrentOneEnded_isUnauthorized() {
    Exchange exchange = api.exchange(current, "{\"sessions\":[" + current.session().id() + "]}");
    assertEquals(List.of("login", "signup"), flows(401, sessions(exchange).delete()));
  }

  @Test
  void sessions_ofAnotherAccount_cannotBeEnded() {
    OpenSession bobs = api.world.open(api.world.account("bob@example.org"));
    Exchange exchange = api.exchange(current, "{\"sessions\":[" + bobs.session().id() + "]}");
    assertEquals(List.of("invalid_choice:sessions"), errors(400, sessions(exchange).delete()));
    assertTrue(api.world.strategy.findSession(bobs.token()).isPresent());
  }

  @Test
  void reauthenticate_rightPassword_returnsTheSession() {
    String json = "{\"password\":\"" + TestWorld.PASSWORD + "\"}";
    assertEquals(200, reauthenticate(api.exchange(current, json)).getStatus());
  }

  @Test
  void reauthenticate_wrongPassword_isRejected() {
    assertEquals(
        List.of("incorrect_password:password"),
        errors(400, reauthenticate(api.exchange(current, "{\"password\":\"x\"}"))));
  }

  @Test
  void reauthenticate_withoutSession_isUnauthorized() {
    assertEquals(401, reauthenticate(api.anonymous("{\"password\":\"x\"}")).getStatus());
  }

  @Test
  void reauthenticate_sessionEndedMeanwhile_isGone() {
    api.world.logout.end(current.session());
    String json = "{\"password\":\"" + TestWorld.PASSWORD + "\"}";
    assertEquals(410, reauthenticate(api.exchange(current, json)).getStatus());
  }

  private static List<JsonObject> list(Response response) {
    return body(200, response).getJsonArray("data").getValuesAs(JsonObject.class);
  }

  private SessionResource session(Exchange exchange) {
    SessionResource resource = new SessionResource();
    resource.exchange = exchange;
    resource.logout = api.world.logout;
    resource.answers = api.answers;
    return resource;
  }

  private SessionsResource sessions(Exchange exchange) {
    SessionsResource resource = new SessionsResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.settings = api.world.settings;
    resource.sessions = api.world.ownSessions;
    resource.answers = api.answers;
    return resource;
  }

  private Response reauthenticate(Exchange exchange) {
    ReauthenticationResource resource = new ReauthenticationResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.reauthentication = api.world.reauthentication;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource.post();
  }
}
