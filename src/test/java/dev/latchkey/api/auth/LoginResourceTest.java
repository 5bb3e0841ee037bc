package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginResourceTest {

  private ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void login_rightPassword_returnsASession() {
    api.world.account("ada@example.org");
    String token =
        body(200, post(credentials("ada@example.org", TestWorld.PASSWORD)))
            .getJsonObject("meta")
            .getString("session_token");
    assertTrue(api.world.strategy.findSession(token).isPresent());
  }

  @Test
  void login_wrongPasswordOrUnknownAddress_saysTheSame() {
    api.world.account("ada@example.org");
    assertEquals(
        body(400, post(credentials("ada@example.org", "another password"))),
        body(400, post(credentials("bob@example.org", TestWorld.PASSWORD))));
  }

  @Test
  void login_withoutFields_namesThoseThatAreMissing() {
    assertEquals(List.of("required:password", "required:email"), errors(400, post("{}")));
  }

  @Test
  void login_byUsername_whereOnlyAddressesLogIn_asksForTheAddress() {
    String json = "{\"username\":\"ada\",\"password\":\"x\"}";
    assertEquals(List.of("required:email"), errors(400, post(json)));
  }

  @Test
  void login_addressAndUsername_areOneTooMany() {
    api.close();
    api =
        ApiWorld.with(
            "ACCOUNT_LOGIN_METHODS",
            "email,username",
            "ACCOUNT_SIGNUP_FIELDS",
            "email*,username*,password1*");
    String json = "{\"email\":\"ada@example.org\",\"username\":\"ada\",\"password\":\"x\"}";
    assertEquals(List.of("invalid_login"), errors(400, post(json)));
  }

  @Test
  void login_owingAStage_hasItPending() {
    api.close();
    api = ApiWorld.with("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true");
    api.world.account("ada@example.org");
    assertEquals(
        List.of("login", "signup", "login_by_code!"),
        flows(401, post(credentials("ada@example.org", TestWorld.PASSWORD))));
  }

  @Test
  void login_whileLoggedIn_isAConflict() {
    var session = api.world.open(api.world.account("ada@example.org"));
    Exchange exchange = api.exchange(session, credentials("ada@example.org", TestWorld.PASSWORD));
    assertEquals(409, resource(exchange).post().getStatus());
  }

  private Response post(String json) {
    return resource(api.anonymous(json)).post();
  }

  private LoginResource resource(Exchange exchange) {
    LoginResource resource = new LoginResource();
    resource.exchange = exchange;
    resource.settings = api.world.settings;
    resource.login = api.world.login;
    resource.outcomes = api.outcomes;
    return resource;
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }
}
