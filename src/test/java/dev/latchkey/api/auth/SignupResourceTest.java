package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.signup.SignupPolicy;
import dev.latchkey.flows.signup.SignupRules;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignupResourceTest {

  private static final String ADA =
      "{\"email\":\"ada@example.org\",\"password\":\"" + TestWorld.PASSWORD + "\"}";

  private final ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void signup_new_logsIn() {
    JsonObject body = body(200, resource(api.anonymous(ADA), api.signup).post());
    assertEquals(
        "ada@example.org", body.getJsonObject("data").getJsonObject("user").getString("email"));
  }

  @Test
  void signup_withoutFields_namesThoseThatAreRequired() {
    assertEquals(
        List.of("required:email", "required:password"),
        errors(400, resource(api.anonymous("{}"), api.signup).post()));
  }

  @Test
  void signup_weakPassword_saysWhatIsWrongWithIt() {
    String json = "{\"email\":\"ada@example.org\",\"password\":\"1234567\"}";
    assertEquals(
        Set.of(
            "password_too_short:password",
            "password_too_common:password",
            "password_entirely_numeric:password"),
        Set.copyOf(errors(400, resource(api.anonymous(json), api.signup).post())));
  }

  @Test
  void signup_whileLoggedIn_isAConflict() {
    Exchange exchange = api.exchange(api.world.open(api.world.account("bob@example.org")), ADA);
    assertEquals(409, resource(exchange, api.signup).post().getStatus());
  }

  @Test
  void signup_closedByThePolicy_isForbidden() {
    SignupPolicy closed =
        new SignupPolicy() {
          @Override
          public boolean isOpen() {
            return false;
          }
        };
    SignupRules rules = new SignupRules(List.of(closed));
    assertEquals(List.of("signup_closed"), errors(403, resource(api.anonymous(ADA), rules).post()));
  }

  @Test
  void signup_furtherFields_areRequiredAndJudgedByThePolicy() {
    SignupPolicy asksForCity =
        new SignupPolicy() {
          @Override
          public Map<String, Boolean> furtherFields() {
            return Map.of("city", true);
          }

          @Override
          public List<Problem> problems(
              String email, String username, Map<String, String> attributes) {
            return attributes.get("city").equals("Atlantis")
                ? List.of(Problem.with("city", "invalid"))
                : List.of();
          }
        };
    SignupRules rules = new SignupRules(List.of(asksForCity));
    assertEquals(List.of("required:city"), errors(400, resource(api.anonymous(ADA), rules).post()));
    String atlantis = ADA.replace("{", "{\"city\":\"Atlantis\",");
    assertEquals(
        List.of("invalid:city"), errors(400, resource(api.anonymous(atlantis), rules).post()));
  }

  private SignupResource resource(Exchange exchange, SignupRules rules) {
    SignupResource resource = new SignupResource();
    resource.exchange = exchange;
    resource.input = new SignupInput();
    resource.input.exchange = exchange;
    resource.input.settings = api.world.settings;
    resource.input.rules = rules;
    resource.input.outcomes = api.outcomes;
    resource.signUp = api.world.signUp;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
