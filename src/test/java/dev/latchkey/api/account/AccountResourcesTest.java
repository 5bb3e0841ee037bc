package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The resources below {@code account}: addresses and the change of the password. */
class AccountResourcesTest {

  private static final String NEW_PASSWORD = "a staple of correct batteries";

  private final ApiWorld api = ApiWorld.with("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");
  private final OpenSession session = api.world.open(api.world.account("ada@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void addresses_withoutSession_areUnauthorized() {
    assertEquals(List.of("login", "signup"), flows(401, email(api.anonymous("{}")).get()));
    assertEquals(401, email(api.anonymous("{}")).post().getStatus());
    assertEquals(401, email(api.anonymous("{}")).put().getStatus());
    assertEquals(401, email(api.anonymous("{}")).patch().getStatus());
    assertEquals(401, email(api.anonymous("{}")).delete().getStatus());
  }

  @Test
  void addresses_listed_sayWhichIsPrimary() {
    assertEquals(
        List.of("{\"email\":\"ada@example.org\",\"verified\":false,\"primary\":true}"),
        list(email(api.exchange(session, "{}")).get()));
  }

  @Test
  void address_added_isListedUnverified() {
    assertTrue(
        list(email(with("new@example.org")).post())
            .contains("{\"email\":\"new@example.org\",\"verified\":false,\"primary\":false}"));
  }

  @Test
  void address_invalidMissingOrOwn_isRejected() {
    assertEquals(List.of("required:email"), errors(400, email(api.exchange(session, "{}")).post()));
    assertEquals(List.of("invalid:email"), errors(400, email(with("nobody")).post()));
    assertEquals(
        List.of("duplicate_email:email"), errors(400, email(with("ada@example.org")).post()));
  }

  @Test
  void address_unknown_cannotBeChanged() {
    Exchange primary = api.exchange(session, "{\"email\":\"x@example.org\",\"primary\":true}");
    assertEquals(List.of("unknown_email:email"), errors(400, email(primary).patch()));
    assertEquals(
        List.of("unknown_email:email"), errors(400, email(with("x@example.org")).delete()));
    assertEquals(List.of("unknown_email:email"), errors(400, email(with("x@example.org")).put()));
  }

  @Test
  void address_madePrimaryWithoutSayingSo_isRejected() {
    assertEquals(List.of("required:primary"), errors(400, email(with("ada@example.org")).patch()));
  }

  @Test
  void addresses_changedLongAfterTheLastAuthentication_needAnother() {
    api.world.clock.advance(Duration.ofSeconds(300));
    assertEquals(List.of("reauthenticate"), flows(401, email(with("new@example.org")).post()));
    assertEquals(List.of("reauthenticate"), flows(401, email(with("ada@example.org")).patch()));
    assertEquals(List.of("reauthenticate"), flows(401, email(with("ada@example.org")).delete()));
    assertEquals(200, email(api.exchange(session, "{}")).get().getStatus());
  }

  @Test
  void password_changed_returnsANewSession() {
    JsonObject meta = body(200, change(TestWorld.PASSWORD)).getJsonObject("meta");
    assertTrue(api.world.strategy.findSession(meta.getString("session_token")).isPresent());
    assertTrue(api.world.strategy.findSession(session.token()).isEmpty());
  }

  @Test
  void password_changedWithAnotherThanTheCurrentOne_isRejected() {
    assertEquals(List.of("enter_current_password:current_password"), errors(400, change("x")));
  }

  @Test
  void password_changedWithoutFields_namesThoseThatAreMissing() {
    assertEquals(
        List.of("required:current_password", "required:new_password"),
        errors(400, password(api.exchange(session, "{}")).post()));
  }

  private Response change(String current) {
    return password(
            api.exchange(
                session,
                "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
                    .formatted(current, NEW_PASSWORD)))
        .post();
  }

  private Exchange with(String email) {
    return api.exchange(session, "{\"email\":\"" + email + "\"}");
  }

  private static List<String> list(Response response) {
    return body(200, response).getJsonArray("data").stream().map(Object::toString).toList();
  }

  private EmailResource email(Exchange exchange) {
    EmailResource resource = new EmailResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.addresses = api.world.managedAddresses;
    resource.codes = api.world.verificationCodes;
    resource.outcomes = api.outcomes;
    return resource;
  }

  private PasswordChangeResource password(Exchange exchange) {
    PasswordChangeResource resource = new PasswordChangeResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.change = api.world.passwordChange;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
