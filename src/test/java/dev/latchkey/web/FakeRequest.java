package dev.latchkey.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A request with as much in it as a test gives it, in place of a server's. */
public final class FakeRequest {

  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final String method;
  private final String path;
  private String context = "";
  private String info;
  private String address = "192.0.2.1";
  private String query;
  private String form;
  private String encoding;
  private String forwardedTo;
  private boolean secure;
  private DispatcherType dispatch = DispatcherType.REQUEST;
  private FakeAsync async;

  public FakeRequest(String method, String path) {
    this.method = method;
    this.path = path;
  }

  public FakeRequest with(String header, String... values) {
    headers.put(header, List.of(values));
    return this;
  }

  /** In an application at this path. */
  public FakeRequest in(String contextPath) {
    context = contextPath;
    return this;
  }

  /** For a servlet at the request's path, with the rest of the path behind it. */
  FakeRequest below(String pathInfo) {
    info = pathInfo;
    return this;
  }

  /** Where the request was forwarded to, or null. */
  String forwardedTo() {
    return forwardedTo;
  }

  public FakeRequest from(String itsAddress) {
    address = itsAddress;
    return this;
  }

  public FakeRequest asking(String itsQuery) {
    query = itsQuery;
    return this;
  }

  /** With a form as its body. */
  public FakeRequest submitting(String fields) {
    form = fields;
    return with("Content-Type", "application/x-www-form-urlencoded");
  }

  FakeRequest overTls() {
    secure = true;
    return this;
  }

  /** From now on the server shows its page for an error. */
  void becomesAnError() {
    dispatch = DispatcherType.ERROR;
  }

  /** The application processes it asynchronously. */
  FakeAsync startsAsync() {
    async = new FakeAsync();
    return async;
  }

  /** The application has dispatched its asynchronous processing. */
  void isDispatchedAgain() {
    async = null;
    dispatch = DispatcherType.ASYNC;
  }

  public HttpServletRequest asServed() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getServletPath", "getRequestURI" -> path;
                  case "getContextPath" -> context;
                  case "getPathInfo" -> info;
                  case "getRequestDispatcher" -> dispatcher((String) arguments[0]);
                  case "getQueryString" -> query;
                  case "getRemoteAddr" -> address;
                  case "isSecure" -> secure;
                  case "getDispatcherType" -> dispatch;
                  case "getContentType" -> header("Content-Type").stream().findFirst().orElse(null);
                  case "getCharacterEncoding" -> encoding;
                  case "setCharacterEncoding" -> encoding = (String) arguments[0];
                  case "getParameter" -> parameter((String) arguments[0]);
                  case "getHeader" -> header(arguments[0]).stream().findFirst().orElse(null);
                  case "getHeaders" -> Collections.enumeration(header(arguments[0]));
                  case "isAsyncStarted" -> async != null;
                  case "getAsyncContext" -> async.asServed();
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private RequestDispatcher dispatcher(String to) {
    return (RequestDispatcher)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {RequestDispatcher.class},
            (proxy, called, arguments) -> {
              if (!called.getName().equals("forward")) {
                throw new UnsupportedOperationException(called.getName());
              }
              forwardedTo = to;
              return null;
            });
  }

  /** That of the query comes first (Jakarta Servlet §3.1). */
  private String parameter(String name) {
    return Stream.of(query == null ? "" : query, form == null ? "" : form)
        .flatMap(text -> Stream.of(text.split("&")))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElse(null);
  }

  private List<String> header(Object name) {
    return headers.getOrDefault((String) name, List.of());
  }
}
