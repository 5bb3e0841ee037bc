package dev.latchkey.api.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenOutcome;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppClientTest {

  private final List<String> lookedUp = new ArrayList<>();

  /** Knows no session, and how often it was asked. */
  private final TokenStrategy strategy =
      new TokenStrategy() {
        @Override
        public String createSessionToken() {
          throw new AssertionError("no session begins here");
        }

        @Override
        public Optional<Session> findSession(String token) {
          lookedUp.add("session " + token);
          return Optional.empty();
        }

        @Override
        public Optional<String> createAccessToken(OpenSession session) {
          return Optional.empty();
        }

        @Override
        public TokenOutcome readBearer(String token) {
          lookedUp.add("access " + token);
          return TokenOutcome.REJECTED;
        }
      };

  private final AppClient client = new AppClient(new Strategies(strategy), Settings.of(Map.of()));

  @Test
  void request_withoutToken_isAnonymousWithoutALookup() {
    assertSame(TokenOutcome.REJECTED, outcome());
    assertEquals(List.of(), lookedUp);
  }

  @Test
  void sessionToken_unknown_hasEnded() {
    assertSame(TokenOutcome.SESSION_GONE, outcome("X-Session-Token", "s1"));
    assertEquals(List.of("session s1"), lookedUp);
  }

  @Test
  void accessToken_invalid_leavesTheRequestAnonymous() {
    assertSame(TokenOutcome.REJECTED, outcome("Authorization", "Bearer a.b.c"));
    assertEquals(List.of("access a.b.c"), lookedUp);
  }

  @Test
  void bothTokens_onlyTheSessionTokenIsLookedUp() {
    assertSame(
        TokenOutcome.SESSION_GONE,
        outcome("X-Session-Token", "s1", "Authorization", "Bearer a.b.c"));
    assertEquals(List.of("session s1"), lookedUp);
  }

  @Test
  void malformedTokens_answerAsInvalidOnesWithoutALookup() {
    String tooLong = "x".repeat(16 * 1024 + 1);
    assertSame(TokenOutcome.SESSION_GONE, outcome("X-Session-Token", tooLong));
    assertSame(TokenOutcome.REJECTED, outcome("Authorization", "Bearer " + tooLong));
    assertEquals(List.of(), lookedUp);
  }

  @Test
  void session_pending_goesOutAsTokenInMeta() {
    Handover handover = client.pending(new OpenSession(null, "s1"));
    assertEquals(Map.of("session_token", "s1"), handover.meta());
    assertEquals(List.of(), handover.cookies());
  }

  @Test
  void session_authenticated_goesOutBeforeTheTokensOfTheStrategy() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("access_token", "a.b.c");
    tokens.put("refresh_token", "d.e.f");
    Handover handover = client.authenticated(new OpenSession(null, "s1"), tokens);
    assertEquals(
        List.of("session_token", "access_token", "refresh_token"),
        List.copyOf(handover.meta().keySet()));
    assertFalse(handover.toString().contains("s1"), handover::toString);
  }

  @Test
  void session_ended_leavesTheTokenToTheAppToForget() {
    assertEquals(Handover.NOTHING, client.ended());
    assertEquals(410, client.endedStatus());
  }

  @Test
  void deviceToken_ofTheRightForm_isRead() {
    String token = "d1".repeat(16);
    assertEquals(List.of(token), client.deviceTokens(request("X-Device-Token", token)).texts());
    assertEquals(List.of(), client.deviceTokens(request()).texts());
    for (String other :
        List.of("", "x", token + "x", token.toUpperCase(Locale.ROOT), " " + token)) {
      assertEquals(List.of(), client.deviceTokens(request("X-Device-Token", other)).texts());
    }
    assertEquals(
        List.of(),
        client.deviceTokens(request("X-Device-Token", token, "X-Device-Token", token)).texts());
    assertEquals(List.of(), client.deviceTokens(request("Cookie", "mfa_trusted=" + token)).texts());
  }

  @Test
  void device_trusted_goesOutAsTokenInMeta() {
    Handover handover = client.trusted(new DeviceTokens(List.of("new", "ofAnotherAccount")));
    assertEquals(Map.of("device_token", "new"), handover.meta());
    assertEquals(List.of(), handover.cookies());
  }

  private TokenOutcome outcome(String... headers) {
    return client.session(request(headers));
  }

  private static ContainerRequestContext request(String... headers) {
    MultivaluedHashMap<String, String> lines = new MultivaluedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      lines.add(headers[i], headers[i + 1]);
    }
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            AppClientTest.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getHeaders")) {
                return lines;
              }
              throw new UnsupportedOperationException(called.getName());
            });
  }
}
