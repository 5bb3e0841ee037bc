package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import dev.latchkey.tokens.Strategies;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilterTest {

  @BetweenServers
  private static final class ServerResource {}

  private final ApiWorld api = ApiWorld.with();
  private final Exchange exchange = api.anonymous("{}");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void app_withSessionToken_isItsSender() {
    inApp();
    OpenSession session = session();
    accept(new FakeContainerRequest("POST").with("X-Session-Token", session.token()));
    assertSender(session);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE", "OPTIONS"})
  void app_whoseSessionHasEnded_isRejected(String method) {
    inApp();
    OpenSession session = session();
    api.world.logout.end(session.session());
    Response response =
        reject(new FakeContainerRequest(method).with("X-Session-Token", session.token()));
    assertEquals(List.of("login", "signup"), flows(410, response));
    assertFalse(body(410, response).getJsonObject("meta").getBoolean("is_authenticated"));
    assertEquals(Optional.empty(), exchange.open());
  }

  @Test
  void app_withoutOrWithInvalidAccessToken_isAnonymous() {
    inApp();
    accept(new FakeContainerRequest("POST"));
    assertEquals(Optional.empty(), exchange.open());
    accept(new FakeContainerRequest("POST").with("Authorization", "Bearer a.b.c"));
    assertEquals(Optional.empty(), exchange.open());
  }

  @Test
  void browser_withSessionCookie_isItsSender() {
    api.inBrowser();
    OpenSession session = session();
    accept(withCookie(session));
    assertSender(session);
    assertFalse(exchange.isSessionGone());
  }

  @Test
  void browser_whoseSessionHasEnded_isAnonymousAndTakesItsCookieBack() {
    api.inBrowser();
    OpenSession session = session();
    api.world.logout.end(session.session());

    accept(withCookie(session));

    assertEquals(Optional.empty(), exchange.open());
    Response response = api.answers.current(exchange.session());
    assertEquals(List.of("login", "signup"), flows(401, response));
    assertEquals(List.of("sessionid", "csrftoken"), cookies(response));
    assertTrue(ApiWorld.setCookies(response).get(0).startsWith("sessionid=; Max-Age=0;"));
  }

  @Test
  void browser_withoutSession_keepsItsCookies() {
    api.inBrowser();
    accept(new FakeContainerRequest("GET"));
    assertEquals(List.of(), cookies(api.answers.current(exchange.session())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void unsafeRequest_ofAnotherSite_isForbiddenInTheLanguageOfTheBrowser(String method) {
    api.inBrowser();
    OpenSession session = session();
    Response response =
        reject(
            new FakeContainerRequest(method)
                .with("Cookie", "sessionid=" + session.token())
                .with("Origin", "https://evil.example")
                .with("Accept-Language", "fr"));
    assertEquals(List.of("csrf_failed"), errors(403, response));
    assertTrue(body(403, response).toString().contains("jeton CSRF"));
    assertEquals(Optional.empty(), exchange.open());
    assertEquals(List.of(), cookies(response));
  }

  @Test
  void unsafeRequest_ofAnotherSite_isForbiddenBeforeItsSessionIsLookedUp() {
    api.inBrowser();
    OpenSession session = session();
    api.world.logout.end(session.session());
    assertEquals(
        List.of("csrf_failed"),
        errors(
            403,
            reject(
                new FakeContainerRequest("POST").with("Cookie", "sessionid=" + session.token()))));
    assertFalse(exchange.isSessionGone());
  }

  @Test
  void request_fromAnotherServer_hasNoSessionOfItsOwn() {
    inApp();
    OpenSession session = session();
    accept(
        new FakeContainerRequest("POST")
            .with("X-Session-Token", session.token())
            .to(new ServerResource()));
    assertEquals(Optional.empty(), exchange.open());
    api.world.logout.end(session.session());
    accept(
        new FakeContainerRequest("POST")
            .with("X-Session-Token", session.token())
            .to(new ServerResource()));
  }

  @Test
  void request_ofNoKindOfClient_hasNoSession() {
    Exchange ofNone = new Exchange();
    FakeContainerRequest request =
        new FakeContainerRequest("POST")
            .with("X-Session-Token", session().token())
            .with("Accept-Language", "de");
    filter(ofNone, request);
    assertTrue(request.aborted().isEmpty());
    assertEquals(Optional.empty(), ofNone.open());
    assertEquals(Language.GERMAN, ofNone.language());
  }

  @Test
  void request_arrived_isKnownByItsLanguageAndHeaders() {
    inApp();
    accept(
        new FakeContainerRequest("GET")
            .with("X-Session-Token", session().token())
            .with("Host", "app.example")
            .with("Accept-Language", "nl"));
    assertEquals(Language.DUTCH, exchange.language());
    assertEquals("app.example", exchange.header("host"));
    assertEquals("", exchange.header("Origin"));
  }

  private void inApp() {
    exchange.comesFrom(appClient());
  }

  private ClientKind appClient() {
    return new AppClient(new Strategies(api.world.strategy), api.world.settings);
  }

  private OpenSession session() {
    return api.world.open(api.world.account("ada@example.org"));
  }

  private static FakeContainerRequest withCookie(OpenSession session) {
    return new FakeContainerRequest("GET").with("Cookie", "sessionid=" + session.token());
  }

  private void assertSender(OpenSession session) {
    OpenSession open = exchange.open().orElseThrow();
    assertEquals(session.session().id(), open.session().id());
    assertEquals(session.token(), open.token());
  }

  private void accept(FakeContainerRequest request) {
    filter(exchange, request);
    assertTrue(request.aborted().isEmpty());
  }

  private Response reject(FakeContainerRequest request) {
    filter(exchange, request);
    return request.aborted().orElseThrow();
  }

  private void filter(Exchange ofRequest, FakeContainerRequest request) {
    new SessionFilter(ofRequest, api.answers).filter(request.asServed());
  }
}
