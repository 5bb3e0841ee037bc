package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticatorsResourceTest {

  private final ApiWorld api = ApiWorld.with("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
  private final OpenSession ada = api.world.open(new Steps(api.world).verified("ada@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void factors_none_areAnEmptyList() {
    assertEquals("{\"status\":200,\"data\":[]}", body(200, resource(ada).get()).toString());
  }

  @Test
  void factors_listed_areTheUsersOwnInTheOrderInWhichTheyWereAdded() {
    addKey();
    TestApp.addedTo(
        api.world, api.world.open(new Steps(api.world).verified("bob@example.org")).session());
    TestApp.addedTo(api.world, ada.session());
    assertEquals(
        List.of("webauthn", "recovery_codes", "totp"),
        list().stream().map(factor -> factor.getString("type")).toList());
  }

  @Test
  void factors_listed_showNothingSecret() {
    addKey();
    api.world.clock.advance(Duration.ofMinutes(1));
    TestApp.addedTo(api.world, ada.session());
    List<String> codes =
        Outcomes.done(api.world.recoveryCodes.show(ada.session())).unused().orElseThrow();

    String text = list().toString();

    codes.forEach(code -> assertFalse(text.contains(code)));
    assertEquals(
        List.of(
            List.of("type", "created_at", "last_used_at", "id", "name"),
            List.of("type", "created_at", "last_used_at", "total_code_count", "unused_code_count"),
            List.of("type", "created_at", "last_used_at")),
        list().stream().map(factor -> List.copyOf(factor.keySet())).toList());
  }

  private void addKey() {
    PasskeysResource passkeys = new FactorResources(api).passkeys(api.exchange(ada, "{}"));
    JsonObject options =
        body(200, passkeys.get(new FakeContainerRequest("GET").asServed().getUriInfo()));
    JsonObject credential = new SoftBrowser(URI.create(ApiWorld.ORIGIN)).create(options);
    String json = "{\"credential\":" + credential + "}";
    body(200, new FactorResources(api).passkeys(api.exchange(ada, json)).post());
  }

  private List<JsonObject> list() {
    return body(200, resource(ada).get()).getJsonArray("data").getValuesAs(JsonObject.class);
  }

  private AuthenticatorsResource resource(OpenSession session) {
    return new FactorResources(api).factors(api.exchange(session, "{}"));
  }
}
