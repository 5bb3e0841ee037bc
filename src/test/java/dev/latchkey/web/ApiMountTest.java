package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.settings.Settings;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiMountTest {

  private final Map<String, Servlet> added = new TreeMap<>();
  private Set<String> taken = Set.of();
  private List<String> others = List.of();

  @Test
  void api_forSeveralKindsOfClient_needsTheSegment() {
    mount(Map.of());
    assertEquals(Set.of(), added.keySet());
    mount(Map.of("HEADLESS_MOUNT_PATH", "/auth/api"));
    assertEquals(Set.of("/auth/api/*"), added.keySet());
  }

  @Test
  void api_atTheBuiltInPath_leavesTheClientSegmentToClients() throws Exception {
    mount(Map.of("HEADLESS_CLIENTS", "app"));
    assertEquals(Set.of("/_allauth/v1/*"), added.keySet());
    assertEquals("/_allauth/app/v1/config", forwarded("/_allauth/v1/*", "/config"));
  }

  @Test
  void api_elsewhere_isForwardedWithAndWithoutTheClientSegment() throws Exception {
    mount(Map.of("HEADLESS_MOUNT_PATH", "/auth/api", "HEADLESS_CLIENTS", "app"));
    assertEquals(Set.of("/auth/api/*", "/auth/api/v1/*"), added.keySet());
    assertEquals("/_allauth/app/v1/config", forwarded("/auth/api/*", "/app/v1/config"));
    assertEquals("/_allauth/openapi.json", forwarded("/auth/api/*", "/openapi.json"));
    assertEquals("/_allauth", forwarded("/auth/api/*", null));
    assertEquals("/_allauth/app/v1/config", forwarded("/auth/api/v1/*", "/config"));
  }

  @Test
  void client_namedTwice_isOneKind() {
    mount(Map.of("HEADLESS_CLIENTS", "app,app"));
    assertEquals(Set.of("/_allauth/v1/*"), added.keySet());
  }

  @Test
  void path_thatAnotherServletHas_isNamed() {
    taken = Set.of("/auth/api/*");
    assertEquals(Set.of("/auth/api/*"), mount(Map.of("HEADLESS_MOUNT_PATH", "/auth/api")));
  }

  @Test
  void servlet_belowTheMountPath_isNamed() {
    others = List.of("/auth/api/admin/*", "/auth/apis/*", "/auth/*", "*.jsf");
    assertEquals(Set.of("/auth/api/admin/*"), mount(Map.of("HEADLESS_MOUNT_PATH", "/auth/api")));
    others = List.of("/_allauth/openapi.json", "/_allauth/*");
    assertEquals(Set.of(), mount(Map.of()));
  }

  private Set<String> mount(Map<String, String> settings) {
    return new ApiMount(Settings.of(settings)).addTo(context());
  }

  private String forwarded(String pattern, String info) throws Exception {
    FakeRequest request = new FakeRequest("GET", pattern.replace("/*", "")).below(info);
    added.get(pattern).service(request.asServed(), new FakeResponse().asServed());
    return request.forwardedTo();
  }

  private ServletContext context() {
    return fake(
        ServletContext.class,
        (method, arguments) ->
            method.equals("getServletRegistrations")
                ? Map.of("other", fake(ServletRegistration.class, (called, none) -> others))
                : registration((Servlet) arguments[1], method));
  }

  private ServletRegistration.Dynamic registration(Servlet servlet, String addServlet) {
    assertEquals("addServlet", addServlet);
    return fake(
        ServletRegistration.Dynamic.class,
        (method, arguments) -> {
          if (!method.equals("addMapping")) {
            return null;
          }
          added.put(((String[]) arguments[0])[0], servlet);
          return taken;
        });
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ApiMountTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> answers.to(called.getName(), arguments)));
  }
}
