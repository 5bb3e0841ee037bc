package dev.latchkey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as JAX-RS filters see one, with as much in it as a test gives it. */
public final class FakeContainerRequest {

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final String method;
  private InputStream body = new ByteArrayInputStream(new byte[0]);
  private final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
  private final Map<String, Object> properties = new HashMap<>();
  private String path = "";
  private List<Object> matched = List.of();
  private SecurityContext security;
  private Response aborted;

  public FakeContainerRequest(String method) {
    this.method = method;
  }

  public FakeContainerRequest with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public FakeContainerRequest sending(String text) {
    return sending(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  public FakeContainerRequest sending(InputStream stream) {
    body = stream;
    return this;
  }

  /** The path after the application's own. */
  public FakeContainerRequest at(String text) {
    path = text;
    return this;
  }

  public FakeContainerRequest asking(String parameter, String value) {
    query.add(parameter, value);
    return this;
  }

  /** The resources that the path leads to, the last one first. */
  public FakeContainerRequest to(Object... resources) {
    matched = List.of(resources);
    return this;
  }

  public FakeContainerRequest of(SecurityContext caller) {
    security = caller;
    return this;
  }

  /** With a property, which is an attribute of the servlet's request. */
  public FakeContainerRequest having(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  /** What a filter answered in place of the resource. */
  public Optional<Response> aborted() {
    return Optional.ofNullable(aborted);
  }

  public SecurityContext security() {
    return security;
  }

  /** What is left of the body for those who read it next. */
  public String unread() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  public ContainerRequestContext asServed() {
    return fake(
        ContainerRequestContext.class,
        (name, argument) ->
            switch (name) {
              case "getMethod" -> method;
              case "getHeaderString" -> headers.get((String) argument);
              case "getHeaders" -> lines();
              case "getEntityStream" -> body;
              case "setEntityStream" -> body = (InputStream) argument;
              case "getUriInfo" -> uri();
              case "getProperty" -> properties.get((String) argument);
              case "getSecurityContext" -> security;
              case "setSecurityContext" -> security = (SecurityContext) argument;
              case "abortWith" -> aborted = (Response) argument;
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private MultivaluedMap<String, String> lines() {
    MultivaluedMap<String, String> lines = new MultivaluedHashMap<>();
    headers.forEach(lines::add);
    return lines;
  }

  private UriInfo uri() {
    return fake(
        UriInfo.class,
        (name, none) ->
            switch (name) {
              case "getPath" -> path;
              case "getQueryParameters" -> query;
              case "getMatchedResources" -> matched;
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private interface Call {
    Object of(String name, Object argument);
  }

  private static <T> T fake(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) ->
                call.of(called.getName(), arguments == null ? null : arguments[0])));
  }
}
