package dev.latchkey.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response that keeps its body, and the first argument of each other call. */
final class WrittenResponse {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Object> calls = new TreeMap<>();

  String body() {
    return body.toString(UTF_8);
  }

  JsonObject json() {
    return Json.createReader(new StringReader(body())).readObject();
  }

  @Nullable Object calledWith(String method) {
    return calls.get(method);
  }

  HttpServletResponse asServed() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            WrittenResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals("getOutputStream")) {
                return new Output();
              }
              calls.put(called.getName(), arguments[0]);
              return null;
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
