package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.pages.Pages;
import dev.latchkey.settings.Settings;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrorServletTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringWriter text = new StringWriter();
  private final Map<String, Object> calls = new HashMap<>();

  @Test
  void error_isWrittenAsJson() throws IOException {
    new ErrorServlet().service(failed(403, "en"), response(false));
    assertEquals(403, calls.get("setStatus"));
    assertEquals("application/json", calls.get("setContentType"));
    assertEquals(bytes.size(), calls.get("setContentLength"));
    assertTrue(
        bytes.toString(StandardCharsets.UTF_8).contains("\"code\":\"forbidden\""), bytes::toString);
  }

  @Test
  void error_afterTheApplicationTookTheWriter_isWrittenAsJson() throws IOException {
    new ErrorServlet().service(failed(500, "en"), response(false));
    new ErrorServlet().service(failed(500, "en"), response(true));
    assertEquals(bytes.toString(StandardCharsets.UTF_8), text.toString());
  }

  @Test
  void letters_beyondAscii_areEscaped() throws IOException {
    new ErrorServlet().service(failed(404, "de"), response(true));
    assertTrue(text.toString().chars().allMatch(c -> c < 127), text::toString);
  }

  @Test
  void root_withoutAPage_sendsBrowsersToTheAccountPages() throws IOException {
    servlet(Map.of()).service(asked("/"), response(false));
    assertEquals(302, calls.get("setStatus"));
    assertEquals(0, bytes.size());
  }

  @Test
  void root_thatTheServerProtects_sendsBrowsersToTheAccountPages() throws IOException {
    for (int status : List.of(401, 403)) {
      assertEquals(302, statusOf(rejected(status, "/shop/", "/ledger/*", "/shop.js")));
    }
  }

  @Test
  void root_thatIsRejectedOtherwise_orWithAPage_isAnError() throws IOException {
    for (int status : List.of(401, 403)) {
      assertEquals(status, statusOf(rejected(status, "/shop/ledger", "/ledger/*", "/shop.js")));
      assertEquals(status, statusOf(rejected(status, "/shop/", "", "/shop.js")));
      assertEquals(status, statusOf(rejected(status, "/shop/", "/ledger/*", "/index.jsp")));
    }
    assertEquals(500, statusOf(rejected(500, "/shop/", "/ledger/*", "/shop.js")));
  }

  @Test
  void accountPages_switchedOff_areNotThere() throws IOException {
    for (String path : List.of("/", "/account", "/account/", "/account/main.js")) {
      servlet(Map.of("LATCHKEY_ACCOUNT_PAGES", "false")).service(asked(path), response(false));
      assertEquals(404, calls.get("setStatus"), path);
    }
  }

  private static ErrorServlet servlet(Map<String, String> settings) {
    ErrorServlet servlet = new ErrorServlet();
    servlet.pages = new Pages(Settings.of(settings));
    return servlet;
  }

  /** By a browser, in an application without any file. */
  private static HttpServletRequest asked(String path) {
    return proxy(
        HttpServletRequest.class,
        (name, argument) ->
            switch (name) {
              case "getMethod" -> "GET";
              case "getServletPath" -> path;
              case "getHeader" -> "Accept".equals(argument) ? "text/html" : null;
              case "getServletContext" -> proxy(ServletContext.class, (called, none) -> null);
              default -> null;
            });
  }

  private Object statusOf(HttpServletRequest request) throws IOException {
    servlet(Map.of()).service(request, response(false));
    return calls.get("setStatus");
  }

  /** A browser's request, in an application at /shop with a servlet and a file. */
  private static HttpServletRequest rejected(int status, String uri, String pattern, String file) {
    ServletRegistration servlet =
        proxy(ServletRegistration.class, (called, none) -> List.of(pattern));
    ServletContext context =
        proxy(
            ServletContext.class,
            (called, argument) ->
                called.equals("getResourcePaths") ? Set.of(file) : Map.of("servlet", servlet));
    return proxy(
        HttpServletRequest.class,
        (name, argument) ->
            switch (name) {
              case "getMethod" -> "GET";
              case "getContextPath" -> "/shop";
              case "getHeader" -> "Accept".equals(argument) ? "text/html" : null;
              case "getServletContext" -> context;
              case "getAttribute" ->
                  RequestDispatcher.ERROR_STATUS_CODE.equals(argument) ? (Object) status : uri;
              default -> null;
            });
  }

  private static HttpServletRequest failed(int status, String language) {
    return proxy(
        HttpServletRequest.class,
        (name, argument) ->
            switch (name) {
              case "getAttribute" ->
                  RequestDispatcher.ERROR_STATUS_CODE.equals(argument) ? status : null;
              case "getHeader" -> "Accept-Language".equals(argument) ? language : null;
              default -> null;
            });
  }

  private HttpServletResponse response(boolean writerTaken) {
    return proxy(
        HttpServletResponse.class,
        (name, argument) -> {
          calls.put(name, argument);
          if (name.equals("getOutputStream") && writerTaken) {
            throw new IllegalStateException("writer taken");
          }
          return switch (name) {
            case "getOutputStream" -> stream();
            case "getWriter" -> new PrintWriter(text);
            default -> null;
          };
        });
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        bytes.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {}
    };
  }

  private interface Answers {
    Object to(String method, Object lastArgument);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answers.to(
                    method.getName(), arguments == null ? null : arguments[arguments.length - 1]));
    return type.cast(made);
  }
}
