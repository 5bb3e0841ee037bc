package dev.latchkey.api.exchange;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.TestWorld;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.BrowserClient;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.browser.CsrfCheck;
import dev.latchkey.browser.CsrfTokens;
import dev.latchkey.browser.SessionCookie;
import dev.latchkey.browser.TrustCookie;
import dev.latchkey.flows.login.LoginFlows;
import dev.latchkey.flows.login.OpenFlows;
import dev.latchkey.flows.password.PasswordResetFlow;
import dev.latchkey.flows.signup.SignupFlow;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.passkeys.PasskeyFlows;
import dev.latchkey.mfa.passkeys.RelyingParties;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What resources need, without a server: the use cases of a {@link TestWorld} and requests. */
public final class ApiWorld implements AutoCloseable {

  /** Where requests are sent to. */
  public static final String ORIGIN = "https://app.example";

  private static final String HOST = "app.example";

  public final TestWorld world;
  public final SignupRules signup = new SignupRules(List.of());
  public final SessionAnswers answers;
  public final AccountGuard guard;
  public final Outcomes outcomes = new Outcomes();
  public final Passkeys passkeys = new Passkeys();
  public final BrowserClient browser;

  private final Exchange exchange = new Exchange();

  private ApiWorld(TestWorld world) {
    this.world = world;
    OpenFlows flows =
        new OpenFlows(
            world.stages,
            world.reauthentication,
            List.of(
                new LoginFlows(world.settings),
                new PasskeyFlows(world.settings),
                new SignupFlow(signup),
                new PasswordResetFlow(world.codes, world.settings)));
    this.answers =
        new SessionAnswers(new Users(world.addresses, List.of()), new Flows(flows), exchange);
    this.guard = new AccountGuard(answers, world.reauthentication, world.enrollments);
    outcomes.exchange = exchange;
    outcomes.answers = answers;
    passkeys.exchange = exchange;
    passkeys.outcomes = outcomes;
    passkeys.parties = new RelyingParties(world.settings);
    SessionCookie cookie = new SessionCookie(world.settings);
    this.browser =
        new BrowserClient(
            world.sessions,
            cookie,
            new CsrfCheck(world.settings, cookie, new CsrfTokens(world.secrets)),
            new TrustCookie(world.settings, world.secrets));
    exchange.comesFrom(new AppClient(null, world.settings));
  }

  /** Under these settings: names and values by turns. */
  public static ApiWorld with(String... settings) {
    return new ApiWorld(TestWorld.with(settings));
  }

  /** As {@link #with}, with tokens in pairs. */
  public static ApiWorld withJwt(String... settings) {
    return new ApiWorld(TestWorld.withJwt(settings));
  }

  /** From now on, requests come from a browser. */
  public ApiWorld inBrowser() {
    exchange.comesFrom(browser);
    RequestContext.enter(
        new RequestContext(
            "192.0.2.7", "Browser/1", null, Language.ENGLISH, null, ORIGIN, TokenCarrier.COOKIE));
    return this;
  }

  /** Trusts this device for the user of a session with a second factor. */
  public DeviceTokens trust(OpenSession session, RequestContext device) {
    RequestContext before = RequestContext.current();
    RequestContext.enter(device);
    try {
      return done(world.appTrust.trust(session.session()));
    } finally {
      RequestContext.enter(before);
    }
  }

  /** A request without a session; replaces the one before. */
  public Exchange anonymous(String json) {
    return exchange(null, json);
  }

  /** A request of a session; replaces the one before. */
  public Exchange exchange(OpenSession session, String json) {
    return exchange(session, json, new FakeContainerRequest("POST").with("Host", HOST));
  }

  /** A request of a session, or of none, with this header; replaces the one before. */
  public Exchange withHeader(OpenSession session, String header, String value) {
    return exchange(session, "{}", new FakeContainerRequest("GET").with(header, value));
  }

  private Exchange exchange(OpenSession session, String json, FakeContainerRequest request) {
    exchange.arrived(request.asServed(), Language.ENGLISH, session);
    JsonBody.Reading reading = JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    exchange.received(assertInstanceOf(JsonBody.Parsed.class, reading).body());
    return exchange;
  }

  /** The token and session of a response that starts a session, as the next request finds them. */
  public OpenSession session(Response response) {
    String token =
        body(response.getStatus(), response).getJsonObject("meta").getString("session_token");
    return new OpenSession(world.strategy.findSession(token).orElseThrow(), token);
  }

  /** The body of a response of this status. */
  public static JsonObject body(int status, Response response) {
    String text = new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
    assertEquals(status, response.getStatus(), text);
    try (JsonReader reader =
        Json.createReader(new ByteArrayInputStream((byte[]) response.getEntity()))) {
      JsonObject body = reader.readObject();
      assertEquals(status, body.getInt("status"), text);
      return body;
    }
  }

  /** The errors of a response of this status: the code, and the parameter behind a colon. */
  public static List<String> errors(int status, Response response) {
    return body(status, response).getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .map(e -> e.getString("code") + (e.containsKey("param") ? ":" + e.getString("param") : ""))
        .toList();
  }

  /** The ids of the flows of a response of this status, a pending one with an exclamation mark. */
  public static List<String> flows(int status, Response response) {
    return body(status, response)
        .getJsonObject("data")
        .getJsonArray("flows")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(f -> f.getString("id") + (f.getBoolean("is_pending", false) ? "!" : ""))
        .toList();
  }

  /** The names of the cookies that a response sets or removes, in their order. */
  public static List<String> cookies(Response response) {
    return setCookies(response).stream().map(c -> c.substring(0, c.indexOf('='))).toList();
  }

  /** The values of {@code Set-Cookie}. */
  public static List<String> setCookies(Response response) {
    List<Object> values = response.getHeaders().get("Set-Cookie");
    return values == null ? List.of() : values.stream().map(Object::toString).toList();
  }

  @Override
  public void close() {
    RequestContext.leave();
    world.close();
  }
}
