package dev.latchkey.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenApiServletTest {

  private final Map<String, Object> response = new TreeMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Test
  void document_byDefault_isServed() throws IOException {
    serve("GET", OpenApiServlet.JSON, Map.of());
    assertEquals("application/json", response.get("setContentType"));
    assertTrue(body.toString(UTF_8).contains("\"openapi\": \"3.1.0\""), body::toString);
    assertTrue(body.toString(UTF_8).contains("\"url\": \"/shop\""), body::toString);
  }

  @Test
  void document_askedForAsYaml_isTheSameText() throws IOException {
    serve("GET", OpenApiServlet.JSON, Map.of());
    String json = body.toString(UTF_8);
    body.reset();
    serve("GET", OpenApiServlet.YAML, Map.of());
    assertEquals("application/yaml", response.get("setContentType"));
    assertEquals(json, body.toString(UTF_8));
  }

  @Test
  void document_switchedOff_isNotThere() throws IOException {
    serve("GET", OpenApiServlet.JSON, Map.of("HEADLESS_SERVE_SPECIFICATION", "false"));
    assertEquals(404, response.get("sendError"));
    assertEquals(0, body.size());
  }

  @Test
  void document_written_isNotAllowed() throws IOException {
    serve("POST", OpenApiServlet.JSON, Map.of());
    assertEquals(405, response.get("sendError"));
    assertEquals("GET, HEAD", response.get("setHeader Allow"));
  }

  private void serve(String method, String path, Map<String, String> settings) throws IOException {
    response.clear();
    OpenApiServlet servlet = new OpenApiServlet();
    servlet.settings = Settings.of(settings);
    ServletContext context = proxy(ServletContext.class, (p, called, arguments) -> "/shop");
    OpenApiDocument document = new OpenApiDocument(servlet.settings, context);
    servlet.document = document(document);
    servlet.service(new FakeRequest(method, path).asServed(), response());
  }

  @SuppressWarnings("unchecked")
  private static Instance<OpenApiDocument> document(OpenApiDocument document) {
    return proxy(Instance.class, (p, called, arguments) -> document);
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (p, called, arguments) -> {
          if (called.getName().equals("getOutputStream")) {
            return new Output();
          }
          boolean named = arguments.length > 1;
          response.put(
              called.getName() + (named ? " " + arguments[0] : ""), arguments[named ? 1 : 0]);
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            OpenApiServletTest.class.getClassLoader(), new Class<?>[] {type}, calls));
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
