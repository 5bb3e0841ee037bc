package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.clients.ClientKinds;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilterTest {

  private static final RequestContext SEEN =
      new RequestContext(
          "192.0.2.7", "Agent/1", "r1", Language.DUTCH, null, ApiWorld.ORIGIN, TokenCarrier.HEADER);
  private static final DeviceTokens TRUSTED = new DeviceTokens(List.of("d1".repeat(16)));

  private final ApiWorld api = ApiWorld.with();
  private final ClientKind app = new AppClient(null, api.world.settings);
  private final Exchange exchange = new Exchange();

  @BeforeEach
  void enter() {
    RequestContext.enter(SEEN);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void app_served_carriesItsTokensInHeaders() {
    accept(
        served("app", "browser"),
        request("app/v1/auth/login").with("X-Device-Token", TRUSTED.texts().get(0)));
    assertEquals(Optional.of(app), exchange.kind());
    assertEquals(SEEN.carriedBy(TokenCarrier.HEADER).showing(TRUSTED), RequestContext.current());
  }

  @Test
  void browser_served_carriesItsTokensInCookies() {
    String cookie = api.browser.trusted(TRUSTED).cookies().get(0);
    accept(
        served("app", "browser"),
        request("browser/v1/auth/login")
            .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
            .with("X-Device-Token", "e2".repeat(16)));
    assertSame(api.browser, exchange.client());
    assertEquals(SEEN.carriedBy(TokenCarrier.COOKIE).showing(TRUSTED), RequestContext.current());
  }

  @ParameterizedTest
  @ValueSource(strings = {"browser/v1/config", "/browser/v1/auth/login", "browser", "browser/x"})
  void path_ofAKindThatIsNotServed_isNotFoundInTheLanguageOfTheClient(String path) {
    Response response =
        reject(served("app"), request(path).with("Accept-Language", "es, en;q=0.5"));
    assertEquals(List.of("not_found"), errors(404, response));
    assertTrue(body(404, response).toString().contains("No hay nada"));
    assertEquals(Optional.empty(), exchange.kind());
    assertEquals(SEEN, RequestContext.current());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "openapi.json", "admin/v1/accounts", "apps/v1", "v1/app"})
  void path_thatNamesNoKind_isLeftToItsResource(String path) {
    accept(served("app"), request(path).with("X-Device-Token", TRUSTED.texts().get(0)));
    assertEquals(Optional.empty(), exchange.kind());
    assertEquals(SEEN, RequestContext.current());
  }

  private ClientKinds served(String... kinds) {
    return new ClientKinds(List.of(kinds), List.of(app, api.browser));
  }

  private static FakeContainerRequest request(String path) {
    return new FakeContainerRequest("POST").at(path);
  }

  private void accept(ClientKinds kinds, FakeContainerRequest request) {
    filter(kinds, request);
    assertTrue(request.aborted().isEmpty());
  }

  private Response reject(ClientKinds kinds, FakeContainerRequest request) {
    filter(kinds, request);
    return request.aborted().orElseThrow();
  }

  private void filter(ClientKinds kinds, FakeContainerRequest request) {
    new ClientFilter(kinds, exchange).filter(request.asServed());
  }
}
