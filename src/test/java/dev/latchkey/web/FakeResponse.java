package dev.latchkey.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer that a test looks at, in place of one that a server sends. */
public final class FakeResponse {

  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  public int status() {
    return status;
  }

  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  public JsonObject json() {
    return Json.createReader(new StringReader(text())).readObject();
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
                  case "setContentType" ->
                      headers.put("Content-Type", List.of((String) arguments[0]));
                  case "setContentLength" ->
                      headers.put("Content-Length", List.of(arguments[0].toString()));
                  case "getContentType" -> header("Content-Type");
                  case "getOutputStream" -> new Output();
                  case "getStatus" -> status;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private final class Output extends ServletOutputStream {

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
