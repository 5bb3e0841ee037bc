package dev.latchkey.web;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer that a test looks at, in place of one that a server sends. */
public final class FakeResponse {

  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int status = 200;

  public int status() {
    return status;
  }

  public String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : String.join(", ", values);
  }

  /** As some servers do when an answer becomes an error. */
  void forgetHeaders() {
    headers.clear();
  }

  public HttpServletResponse asServed() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            FakeResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "setHeader" ->
                      headers.put(
                          (String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
                  case "addHeader" ->
                      headers
                          .computeIfAbsent((String) arguments[0], name -> new ArrayList<>())
                          .add((String) arguments[1]);
                  case "getHeaders" -> headers.getOrDefault((String) arguments[0], List.of());
                  case "setStatus", "sendError" -> status = (Integer) arguments[0];
                  case "getContentType" -> header("Content-Type");
                  case "getStatus" -> status;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }
}
