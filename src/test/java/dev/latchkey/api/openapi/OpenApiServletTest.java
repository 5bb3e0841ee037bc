package dev.latchkey.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.settings.Settings;
import dev.latchkey.web.FakeRequest;
import dev.latchkey.web.FakeResponse;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiServletTest {

  @Test
  void document_byDefault_isServed() throws Exception {
    FakeResponse response = serve("GET", OpenApiServlet.JSON, Map.of());
    assertEquals("application/json", response.header("Content-Type"));
    assertTrue(response.text().contains("\"openapi\": \"3.1.0\""), response::text);
    assertTrue(response.text().contains("\"url\": \"/shop\""), response::text);
  }

  @Test
  void document_askedForAsYaml_isTheSameText() throws Exception {
    FakeResponse response = serve("GET", OpenApiServlet.YAML, Map.of());
    assertEquals("application/yaml", response.header("Content-Type"));
    assertEquals(serve("GET", OpenApiServlet.JSON, Map.of()).text(), response.text());
  }

  @Test
  void document_switchedOff_isNotThere() throws Exception {
    FakeResponse response =
        serve("GET", OpenApiServlet.JSON, Map.of("HEADLESS_SERVE_SPECIFICATION", "false"));
    assertEquals(404, response.status());
    assertEquals("", response.text());
  }

  @Test
  void document_written_isNotAllowed() throws Exception {
    FakeResponse response = serve("POST", OpenApiServlet.JSON, Map.of());
    assertEquals(405, response.status());
    assertEquals("GET, HEAD, OPTIONS", response.header("Allow"));
  }

  private static FakeResponse serve(String method, String path, Map<String, String> settings)
      throws ServletException, IOException {
    OpenApiServlet servlet = new OpenApiServlet();
    servlet.settings = Settings.of(settings);
    ServletContext context = proxy(ServletContext.class, (p, called, arguments) -> "/shop");
    OpenApiDocument document = new OpenApiDocument(servlet.settings, context);
    servlet.document = document(document);
    FakeResponse response = new FakeResponse();
    servlet.service(new FakeRequest(method, path).asServed(), response.asServed());
    return response;
  }

  @SuppressWarnings("unchecked")
  private static Instance<OpenApiDocument> document(OpenApiDocument document) {
    return proxy(Instance.class, (p, called, arguments) -> document);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            OpenApiServletTest.class.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
