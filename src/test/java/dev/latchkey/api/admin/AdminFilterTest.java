package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.admin.AdminGate;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.ClientKinds;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminFilterTest {

  private static final Duration TOO_LONG = Duration.ofSeconds(300);

  private static final List<String> BOTH = List.of("app", "browser");

  private final ApiWorld api = ApiWorld.with();
  private final Account account = api.world.account("root@example.org");
  private final Exchange exchange = new Exchange();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void caller_withoutSession_isChallenged() {
    Response response = filtered(TokenOutcome.REJECTED).orElseThrow();
    assertEquals(List.of("unauthorized"), errors(401, response));
    assertEquals("Bearer", response.getHeaderString("WWW-Authenticate"));
  }

  @Test
  void caller_whoseSessionHasEndedOrIsPending_isChallenged() {
    assertEquals(
        List.of("unauthorized"), errors(401, filtered(TokenOutcome.SESSION_GONE).orElseThrow()));
    TokenOutcome pending = new TokenOutcome.Accepted(api.world.openPending());
    assertEquals(List.of("unauthorized"), errors(401, filtered(pending).orElseThrow()));
  }

  @Test
  void caller_outsideOfTheGroup_isForbidden() {
    assertEquals(List.of("forbidden"), errors(403, filtered(open()).orElseThrow()));
  }

  @Test
  void administrator_authenticatedLately_isLetThrough_asTheSenderOfTheRequest() {
    api.world.group(account, Groups.ADMIN);
    TokenOutcome.Accepted token = open();
    api.world.clock.advance(TOO_LONG.minusMillis(1));
    assertTrue(filtered(token).isEmpty());
    assertEquals(token.session(), exchange.open().orElseThrow());
  }

  @Test
  void administrator_authenticatedTooLongAgo_mustDoSoAgain() {
    api.world.group(account, Groups.ADMIN);
    TokenOutcome token = open();
    api.world.clock.advance(TOO_LONG);
    assertEquals(List.of("reauthenticate"), flows(401, filtered(token).orElseThrow()));
  }

  @Test
  void administrator_inABrowser_isAdmittedByTheCookie() {
    api.world.group(account, Groups.ADMIN);
    assertTrue(filtered(TokenOutcome.REJECTED, BOTH, withCookie("GET")).isEmpty());
    assertEquals(account.id(), exchange.session().orElseThrow().owner().id());
  }

  @Test
  void administrator_inABrowser_withoutCsrfToken_changesNothing() {
    api.world.group(account, Groups.ADMIN);
    Response response = filtered(TokenOutcome.REJECTED, BOTH, withCookie("POST")).orElseThrow();
    assertEquals(List.of("csrf_failed"), errors(403, response));
    assertTrue(exchange.session().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://app.example.org, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200"
  })
  void administrator_inABrowser_readsByOwnPagesOnly(String header, String value, int status) {
    api.world.group(account, Groups.ADMIN);
    Optional<Response> response =
        filtered(TokenOutcome.REJECTED, BOTH, withCookie("GET").with(header, value));
    if (status == 200) {
      assertTrue(response.isEmpty());
    } else {
      assertEquals(List.of("csrf_failed"), errors(status, response.orElseThrow()));
    }
  }

  @Test
  void cookie_besideATokenInAHeader_isIgnored() {
    api.world.group(account, Groups.ADMIN);
    FakeContainerRequest request = withCookie("POST").with("X-Session-Token", "unknown");
    assertEquals(
        List.of("unauthorized"),
        errors(401, filtered(TokenOutcome.SESSION_GONE, BOTH, request).orElseThrow()));
    RequestContext.leave();
    TokenOutcome token = open();
    assertTrue(filtered(token, BOTH, withCookie("POST").with("Authorization", "x")).isEmpty());
  }

  @Test
  void cookie_whereBrowsersAreNotServed_isIgnored() {
    api.world.group(account, Groups.ADMIN);
    Response response =
        filtered(TokenOutcome.REJECTED, List.of("app"), withCookie("GET")).orElseThrow();
    assertEquals(List.of("unauthorized"), errors(401, response));
  }

  @Test
  void bootstrap_isForEveryone() {
    FakeContainerRequest request = new FakeContainerRequest("POST").to(new BootstrapResource());
    assertTrue(filtered(TokenOutcome.REJECTED, BOTH, request).isEmpty());
  }

  private FakeContainerRequest withCookie(String method) {
    api.inBrowser();
    String token = api.world.open(account).token();
    return new FakeContainerRequest(method).with("Cookie", "sessionid=" + token);
  }

  private TokenOutcome.Accepted open() {
    OpenSession session = api.world.open(account);
    return new TokenOutcome.Accepted(
        new OpenSession(
            api.world.strategy.findSession(session.token()).orElseThrow(), session.token()));
  }

  private Optional<Response> filtered(TokenOutcome token) {
    return filtered(token, List.of("app", "browser"), new FakeContainerRequest("GET"));
  }

  private Optional<Response> filtered(
      TokenOutcome token, List<String> served, FakeContainerRequest request) {
    AppClient client =
        new AppClient(null, api.world.settings) {
          @Override
          public TokenOutcome session(ContainerRequestContext request) {
            return token;
          }
        };
    AdminGate gate =
        new AdminGate(
            api.world.database,
            new Groups(api.world.database, api.world.settings),
            api.world.settings);
    ClientKinds kinds = new ClientKinds(served, List.of(client, api.browser));
    new AdminFilter(client, api.browser, kinds, exchange, gate, api.answers)
        .filter(request.asServed());
    return request.aborted();
  }
}
