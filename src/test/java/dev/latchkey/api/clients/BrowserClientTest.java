package dev.latchkey.api.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserClientTest {

  private static final String VALUE = "a1".repeat(16);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final ApiWorld api = ApiWorld.with().inBrowser();
  private final BrowserClient client = api.browser;

  /** The cookie with a token for no session. */
  private final String csrf = pair(client.ended(), 1);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void session_live_isFoundByItsCookie() {
    OpenSession session = api.world.open(api.world.account("ada@example.org"));
    TokenOutcome outcome = client.session(withCookie("sessionid=" + session.token()));
    OpenSession found = assertInstanceOf(TokenOutcome.Accepted.class, outcome).session();
    assertEquals(session.session().id(), found.session().id());
    assertEquals(session.token(), found.token());
  }

  @Test
  void request_withoutSessionCookie_isAnonymous() {
    OpenSession session = api.world.open(api.world.account("ada@example.org"));
    assertSame(TokenOutcome.REJECTED, client.session(new FakeContainerRequest("GET").asServed()));
    assertSame(TokenOutcome.REJECTED, client.session(withCookie("sessionid2=" + session.token())));
    assertSame(
        TokenOutcome.REJECTED,
        client.session(
            new FakeContainerRequest("GET")
                .with("X-Session-Token", session.token())
                .with("Authorization", "Bearer " + session.token())
                .asServed()),
        "tokens of apps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1A1", "\"\"", "%00"})
  void session_underAValueThisServerDoesNotSet_hasEnded(String value) {
    assertSame(TokenOutcome.SESSION_GONE, client.session(withCookie("sessionid=" + value)));
  }

  @Test
  void session_unknownEndedOrGivenTwice_hasEnded() {
    OpenSession session = api.world.open(api.world.account("ada@example.org"));
    String cookie = "sessionid=" + session.token();
    assertSame(TokenOutcome.SESSION_GONE, client.session(withCookie("sessionid=" + VALUE)));
    assertSame(
        TokenOutcome.SESSION_GONE, client.session(withCookie(cookie + "; sessionid=" + VALUE)));
    api.world.logout.end(session.session());
    assertSame(TokenOutcome.SESSION_GONE, client.session(withCookie(cookie)));
  }

  @Test
  void session_ofAnApp_isNoneInACookie() {
    RequestContext.leave();
    OpenSession session = api.world.open(api.world.account("ada@example.org"));
    assertSame(
        TokenOutcome.SESSION_GONE, client.session(withCookie("sessionid=" + session.token())));
  }

  @Test
  void session_begun_goesOutInCookiesAlone() {
    OpenSession session = new OpenSession(null, VALUE);
    Handover pending = client.pending(session);
    Handover complete = client.authenticated(session, Map.of("access_token", "a.b.c"));
    for (Handover handover : List.of(pending, complete)) {
      assertEquals(Map.of(), handover.meta());
      assertEquals(2, handover.cookies().size());
      assertTrue(handover.cookies().get(0).startsWith("sessionid=" + VALUE + ";"));
      assertTrue(handover.cookies().get(1).startsWith("csrftoken="));
    }
    assertFalse(complete.cookies().toString().contains("a.b.c"));
  }

  @Test
  void csrfToken_thatGoesOutWithASession_isForThatSession() {
    String csrf = pair(client.authenticated(new OpenSession(null, VALUE), Map.of()), 1);
    assertEquals(List.of(), client.cookies(withCookie("sessionid=" + VALUE + "; " + csrf)));
    assertEquals(1, client.cookies(withCookie(csrf)).size());
    assertEquals(
        1, client.cookies(withCookie("sessionid=" + "b2".repeat(16) + "; " + csrf)).size());
  }

  @Test
  void session_ended_takesItsCookieBackAndChangesTheCsrfToken() {
    Handover handover = client.ended();
    assertEquals(Map.of(), handover.meta());
    assertEquals("sessionid=", pair(handover, 0));
    assertTrue(handover.cookies().get(0).contains("; Max-Age=0;"));
    assertEquals(List.of(), client.cookies(withCookie(pair(handover, 1))));
    assertNotEquals(pair(handover, 1), pair(client.ended(), 1));
  }

  @Test
  void request_ofAnEndedSession_isServedAsAnonymous() {
    assertFalse(client.isRejectedWhenEnded());
    assertEquals(401, client.endedStatus());
  }

  @Test
  void device_trusted_goesOutInACookieThatIsRead() {
    DeviceTokens tokens = new DeviceTokens(List.of("a1".repeat(16), "b2".repeat(16)));
    Handover handover = client.trusted(tokens);
    assertEquals(Map.of(), handover.meta());
    assertEquals(1, handover.cookies().size());
    assertEquals(tokens, client.deviceTokens(withCookie(pair(handover, 0))));
    assertEquals(DeviceTokens.NONE, client.deviceTokens(withCookie("mfa_trusted=" + VALUE)));
    assertEquals(
        DeviceTokens.NONE,
        client.deviceTokens(
            new FakeContainerRequest("GET").with("X-Device-Token", VALUE).asServed()),
        "the header of apps");
  }

  @Test
  void setCookie_ofTheCsrfToken_takesThePlaceOfAnother() {
    assertTrue(client.isReplacedBy("csrftoken=x; Path=/"));
    assertFalse(client.isReplacedBy("csrftoken2=x; Path=/"));
    assertFalse(client.isReplacedBy("sessionid=x; Path=/"));
  }

  @Test
  void unsafeRequest_isOfThisSiteOnlyWithTheTokenInTheHeader() {
    assertTrue(client.isSender(new FakeContainerRequest("GET").asServed()));
    assertFalse(client.isSender(post().asServed()));
    String token = token();
    assertTrue(client.isSender(post().with("X-CSRFToken", token).asServed()));
    assertFalse(
        client.isSender(
            post().with("X-CSRFToken", token).with("Origin", "https://evil.example").asServed()));
  }

  /** The bodies have the token at {@code %s}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-www-form-urlencoded                | csrfmiddlewaretoken=%s           | true",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8 | a=b&csrfmiddlewaretoken=%s&c=d   | true",
        "application/x-www-form-urlencoded                | a=csrfmiddlewaretoken=%s         | false",
        "application/x-www-form-urlencoded                | xcsrfmiddlewaretoken=%s          | false",
        "application/x-www-form-urlencoded                | csrfmiddlewaretoken=&csrfmiddlewaretoken=%s | false",
        "application/x-www-form-urlencoded                | csrfmiddlewaretoken=%s%%2        | false",
        "application/x-www-form-urlencoded                | csrfmiddlewaretoken=%s%%zz       | false",
        "application/x-www-form-urlencoded                | csrfmiddlewaretoken              | false",
        "text/plain                                       | csrfmiddlewaretoken=%s           | false",
        "multipart/form-data                              | csrfmiddlewaretoken=%s           | false",
        "application/json                                 | csrfmiddlewaretoken=%s           | false",
      })
  void unsafeRequest_ofAForm_mayHaveTheTokenInItsField_andKeepsItsBody(
      String type, String form, boolean isSender) throws IOException {
    String body = form.formatted(token());
    FakeContainerRequest request = post().with("Content-Type", type).sending(body);
    assertEquals(isSender, client.isSender(request.asServed()));
    assertEquals(body, request.unread());
  }

  @Test
  void formField_escaped_isUnderstood() {
    String token = token();
    String escaped =
        "%%%02X".formatted((int) token.charAt(0)) + token.substring(1).replace("-", "%2d");
    FakeContainerRequest request =
        post().with("Content-Type", FORM).sending("csrfmiddlewaretoken=" + escaped);
    assertTrue(client.isSender(request.asServed()));
  }

  @Test
  void formField_behindTheFirst64Kilobytes_isNotFound_andTheBodyIsKept() throws IOException {
    String field = "&csrfmiddlewaretoken=" + token();
    String fits = "a=" + "x".repeat(64 * 1024 - 2 - field.length()) + field;
    String large = "a=" + "x".repeat(64 * 1024) + field;
    assertTrue(client.isSender(post().with("Content-Type", FORM).sending(fits).asServed()));
    FakeContainerRequest request = post().with("Content-Type", FORM).sending(large);
    assertFalse(client.isSender(request.asServed()));
    assertEquals(large, request.unread());
  }

  @Test
  void formField_ofABodyThatBreaksOff_isNone() {
    byte[] begin = ("csrfmiddlewaretoken=" + token()).getBytes(StandardCharsets.US_ASCII);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(begin),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the client has gone");
              }
            });
    assertFalse(client.isSender(post().with("Content-Type", FORM).sending(broken).asServed()));
  }

  @Test
  void body_ofARequestWithTheTokenInItsHeader_isNotRead() {
    InputStream untouched =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }
        };
    assertTrue(
        client.isSender(
            post()
                .with("X-CSRFToken", token())
                .with("Content-Type", FORM)
                .sending(untouched)
                .asServed()));
  }

  private String token() {
    return csrf.substring(csrf.indexOf('=') + 1);
  }

  private FakeContainerRequest post() {
    return new FakeContainerRequest("POST").with("Cookie", csrf).with("Origin", ApiWorld.ORIGIN);
  }

  private static String pair(Handover handover, int cookie) {
    String line = handover.cookies().get(cookie);
    return line.substring(0, line.indexOf(';'));
  }

  private static ContainerRequestContext withCookie(String line) {
    return new FakeContainerRequest("GET").with("Cookie", line).asServed();
  }
}
