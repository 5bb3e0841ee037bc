package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.InvalidFields;
import dev.latchkey.flows.Steps;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrustedDevicesResourceTest {

  private static final RequestContext APP =
      new RequestContext("192.0.2.7", "Phone/1", null, Language.ENGLISH);

  private final ApiWorld api = ApiWorld.with("MFA_TRUST_ENABLED", "true");
  private final OpenSession ada = api.world.open(new Steps(api.world).verified("ada@example.org"));

  @BeforeEach
  void addFactor() {
    TestApp.addedTo(api.world, ada.session());
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void devices_none_areAnEmptyList() {
    assertEquals("{\"status\":200,\"data\":[]}", body(200, devices("{}").get()).toString());
  }

  @Test
  void devices_listed_sayWhatTheyAreAndNothingSecret() {
    String token = api.trust(ada, APP).texts().get(0);

    JsonObject device = list(devices("{}").get()).get(0);

    assertEquals(
        List.of(
            "id",
            "client",
            "user_agent",
            "ip",
            "created_at",
            "last_used_at",
            "expires_at",
            "is_current"),
        List.copyOf(device.keySet()));
    assertEquals("app", device.getString("client"));
    assertEquals("Phone/1", device.getString("user_agent"));
    assertEquals("192.0.2.7", device.getString("ip"));
    assertEquals(JsonValue.NULL, device.get("last_used_at"));
    assertEquals(
        Duration.ofDays(14).toSeconds(), device.getInt("expires_at") - device.getInt("created_at"));
    assertFalse(device.toString().contains(token));
  }

  @Test
  void device_ofABrowserWithoutNameAndAddress_hasEmptyTexts() {
    api.trust(ada, RequestContext.NONE.carriedBy(TokenCarrier.COOKIE));
    JsonObject device = list(devices("{}").get()).get(0);
    assertEquals("browser", device.getString("client"));
    assertEquals("", device.getString("user_agent"));
    assertEquals("", device.getString("ip"));
  }

  @Test
  void device_thatShowsItsToken_isTheCurrentOne() {
    DeviceTokens tokens = api.trust(ada, APP);
    api.trust(ada, APP);
    assertEquals(List.of(false, false), current());
    RequestContext.enter(APP.showing(tokens));
    assertEquals(List.of(true, false), current());
    RequestContext.enter(APP.carriedBy(TokenCarrier.COOKIE).showing(tokens));
    assertEquals(List.of(false, false), current());
  }

  @Test
  void device_removed_leavesTheOthers() {
    api.trust(ada, APP);
    DeviceTokens kept = api.trust(ada, APP);
    RequestContext.enter(APP.showing(kept));
    List<Integer> ids = list(devices("{}").get()).stream().map(d -> d.getInt("id")).toList();

    List<JsonObject> left =
        list(devices("{\"trusted_devices\":[%1$d,\"%1$d\"]}".formatted(ids.get(0))).delete());

    assertEquals(1, left.size());
    assertEquals(ids.get(1), left.get(0).getInt("id"));
    assertEquals(List.of(true), current());
  }

  static Stream<Arguments> ids() {
    return InvalidFields.ids("trusted_devices");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void delete_invalid_hasItsErrorAndRemovesNone(String json, String error) {
    api.trust(ada, APP);
    assertEquals(List.of(error), errors(400, devices(json).delete()));
    assertEquals(1, list(devices("{}").get()).size());
  }

  @Test
  void session_endedMeanwhile_isGone() {
    api.world.logout.end(ada.session());
    assertEquals(410, devices("{\"trusted_devices\":[1]}").delete().getStatus());
  }

  private List<Boolean> current() {
    return list(devices("{}").get()).stream().map(d -> d.getBoolean("is_current")).toList();
  }

  private static List<JsonObject> list(Response response) {
    return body(200, response).getJsonArray("data").getValuesAs(JsonObject.class);
  }

  private TrustedDevicesResource devices(String json) {
    return new FactorResources(api).devices(api.exchange(ada, json));
  }
}
