package dev.latchkey.api.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.LogRecords;
import dev.latchkey.api.clients.AppClient;
import dev.latchkey.api.clients.BrowserClient;
import dev.latchkey.persistence.DatabaseUnavailable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CookieFilterTest {

  private final ApiWorld api = ApiWorld.with().inBrowser();
  private final Exchange exchange = new Exchange();
  private final FakeContainerRequest request = new FakeContainerRequest("GET");

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void browser_withoutCsrfToken_getsOne() {
    exchange.comesFrom(api.browser);
    assertEquals(List.of("csrftoken"), names(filtered()));
  }

  @Test
  void browser_withItsCsrfToken_keepsIt() {
    exchange.comesFrom(api.browser);
    String cookie = filtered().get(0).toString();
    request.with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertEquals(List.of(), filtered());
  }

  @Test
  void response_thatSetsTheCsrfToken_getsNoOther() {
    exchange.comesFrom(api.browser);
    NewCookie typed = new NewCookie.Builder("csrftoken").value("new").build();
    for (Object own : List.of("csrftoken=new; Path=/", typed)) {
      assertEquals(List.of("sessionid=s1", own), filtered("sessionid=s1", own));
      assertEquals(List.of(own, "sessionid=s1"), filtered(own, "sessionid=s1"));
    }
  }

  @Test
  void response_thatSetsOtherCookies_getsTheCsrfTokenBesides() {
    exchange.comesFrom(api.browser);
    assertEquals(
        List.of("sessionid", "csrftoken2", "csrftoken"),
        names(filtered("sessionid=s1", "csrftoken2=x")));
  }

  @Test
  void response_toAnAppOrToNoKindOfClient_getsNoCookie() {
    assertEquals(List.of(), filtered());
    exchange.comesFrom(new AppClient(null, api.world.settings));
    assertEquals(List.of(), filtered());
  }

  @Test
  void response_whileTheSecretCannotBeRead_goesOutAsItIsAndIsLogged() {
    exchange.comesFrom(
        new BrowserClient(null, null, null, null) {
          @Override
          public List<String> cookies(ContainerRequestContext unread) {
            throw new DatabaseUnavailable("The database does not respond.", null);
          }
        });
    try (LogRecords log = LogRecords.of("dev.latchkey.api")) {
      assertEquals(List.of(), filtered());
      assertTrue(log.messages().toString().contains("no cookies"), log.messages()::toString);
    }
  }

  private static List<String> names(List<Object> cookies) {
    return cookies.stream()
        .map(Object::toString)
        .map(line -> line.substring(0, line.indexOf('=')))
        .toList();
  }

  /** The values of {@code Set-Cookie} behind the filter, of a response with these before it. */
  private List<Object> filtered(Object... present) {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    if (present.length > 0) {
      headers.addAll("Set-Cookie", present);
    }
    new CookieFilter(exchange).filter(request.asServed(), response(headers));
    return headers.getOrDefault("Set-Cookie", List.of());
  }

  private static ContainerResponseContext response(MultivaluedMap<String, Object> headers) {
    return (ContainerResponseContext)
        Proxy.newProxyInstance(
            CookieFilterTest.class.getClassLoader(),
            new Class<?>[] {ContainerResponseContext.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getHeaders")) {
                return headers;
              }
              throw new UnsupportedOperationException(called.getName());
            });
  }
}
