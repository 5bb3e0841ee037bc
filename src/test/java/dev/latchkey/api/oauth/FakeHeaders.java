package dev.latchkey.api.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.Map;

/** The headers of a request, each by its exact name. */
final class FakeHeaders {

  private FakeHeaders() {}

  static HttpHeaders of(Map<String, String> values) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            FakeHeaders.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getHeaderString")) {
                return values.get((String) arguments[0]);
              }
              throw new UnsupportedOperationException(called.getName());
            });
  }
}
