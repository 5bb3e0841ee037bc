package dev.latchkey.security;

import static jakarta.security.enterprise.AuthenticationStatus.NOT_DONE;
import static jakarta.security.enterprise.AuthenticationStatus.SEND_FAILURE;
import static jakarta.security.enterprise.AuthenticationStatus.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.web.FakeRequest;
import jakarta.enterprise.event.Event;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenAuthenticationMechanismTest {

  private final FakeAuthentication fake = new FakeAuthentication();
  private final TokenAuthenticationMechanism mechanism = new TokenAuthenticationMechanism();

  /** What the container was told, and what was put into the response. */
  private final List<String> done = new ArrayList<>();

  private boolean isProtected = true;
  private boolean takesLogins = true;

  @SuppressWarnings("unchecked")
  TokenAuthenticationMechanismTest() {
    mechanism.authentication = fake.authentication();
    mechanism.conventions = FakeAuthentication.CONVENTIONS;
    mechanism.notTaken =
        proxy(Event.class, (proxy, called, arguments) -> done.add("event " + called.getName()));
  }

  @Test
  void token_valid_tellsTheContainer() throws AuthenticationException {
    assertEquals(SUCCESS, validate(session("good")));
    assertEquals(List.of("login ada@example.org [clerk]"), done);
  }

  @Test
  void token_valid_whereTheContainerTakesNoLogin_isReported() throws AuthenticationException {
    takesLogins = false;
    assertEquals(NOT_DONE, validate(session("good")));
    assertEquals(List.of("event fire"), done);
  }

  @Test
  void noToken_onAProtectedPath_isChallenged() throws AuthenticationException {
    assertEquals(SEND_FAILURE, validate(request("GET", "/orders")));
    assertEquals(List.of("setHeader WWW-Authenticate: Bearer", "unauthorized"), done);
  }

  @Test
  void token_invalid_onAProtectedPath_isChallengedWithTheError() throws AuthenticationException {
    assertEquals(SEND_FAILURE, validate(session("bad")));
    assertEquals(
        List.of("setHeader WWW-Authenticate: Bearer error=\"invalid_token\"", "unauthorized"),
        done);
  }

  @Test
  void token_thatCannotBeChecked_onAProtectedPath_isUnavailable() throws AuthenticationException {
    assertEquals(SEND_FAILURE, validate(session("away")));
    assertEquals(List.of("setIntHeader Retry-After: 5", "sendError 503"), done);
  }

  @Test
  void token_invalid_elsewhere_isLeftToWhatNeedsACaller() throws AuthenticationException {
    isProtected = false;
    assertEquals(NOT_DONE, validate(session("bad")));
    assertEquals(NOT_DONE, validate(session("away")));
    assertEquals(List.of(), done);
  }

  @Test
  void token_invalid_onAResourceThatIsOpen_isNotRejected() throws AuthenticationException {
    HttpServletRequest request = session("bad");
    Authentication.open(request);
    assertEquals(NOT_DONE, validate(request));
    assertEquals(List.of(), done);
  }

  @Test
  void token_whoseCheckEndsInAnError_isAnExceptionForTheContainer() {
    assertThrows(IllegalStateException.class, () -> validate(session("misbuilt")));
    assertEquals(List.of(), done);
  }

  @Test
  void options_areNeverLookedAt() throws AuthenticationException {
    assertEquals(NOT_DONE, validate(request("OPTIONS", "/orders")));
    assertEquals(List.of(), fake.asked);
  }

  @Test
  void path_whoseTokensAreReadElsewhere_isNotLookedAt() throws AuthenticationException {
    HttpServletRequest request =
        new FakeRequest("GET", "/_allauth/app/v1/config")
            .with("X-Session-Token", "good")
            .asServed();
    assertEquals(NOT_DONE, validate(request));
    assertEquals(List.of(), fake.asked);
  }

  private AuthenticationStatus validate(HttpServletRequest request) throws AuthenticationException {
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (proxy, called, arguments) ->
                done.add(
                    called.getName()
                        + " "
                        + arguments[0]
                        + (arguments.length > 1 ? ": " + arguments[1] : "")));
    return mechanism.validateRequest(request, response, context());
  }

  private HttpMessageContext context() {
    return proxy(
        HttpMessageContext.class,
        (proxy, called, arguments) ->
            switch (called.getName()) {
              case "isProtected" -> isProtected;
              case "doNothing" -> NOT_DONE;
              case "responseUnauthorized" -> {
                done.add("unauthorized");
                yield SEND_FAILURE;
              }
              case "notifyContainerAboutLogin" -> {
                if (!takesLogins) {
                  throw new IllegalStateException("no JASPIC here");
                }
                done.add("login " + ((Caller) arguments[0]).getName() + " " + arguments[1]);
                yield SUCCESS;
              }
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  private static HttpServletRequest session(String token) {
    return new FakeRequest("GET", "/orders").with("X-Session-Token", token).asServed();
  }

  private static HttpServletRequest request(String method, String path) {
    return new FakeRequest(method, path).asServed();
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            TokenAuthenticationMechanismTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              Object result = calls.invoke(proxy, called, arguments);
              return called.getReturnType() == void.class ? null : result;
            }));
  }
}
