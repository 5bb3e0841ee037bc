package dev.latchkey.web;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.MountPath;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Serves the API at the path that {@code HEADLESS_MOUNT_PATH} names. JAX-RS fixes its path when the
 * WAR is built; so servlets that are added at startup forward from the configured path to that one.
 * At the default path there is no such servlet.
 *
 * <p>If one kind of client is served, paths may omit its segment.
 */
@Shared
public class ApiMount {

  private final String path;
  private final List<String> clients;

  @Inject
  public ApiMount(Settings settings) {
    this.path = settings.get(HeadlessSettings.MOUNT_PATH);
    this.clients = settings.get(HeadlessSettings.CLIENTS).stream().distinct().toList();
  }

  /**
   * Adds the servlets. Call it while the application starts.
   *
   * @return URL patterns of other servlets at the same path or, unless it is the built-in one,
   *     below it, where the container's mechanism leaves tokens to the API; empty if there is no
   *     conflict
   */
  public Set<String> addTo(ServletContext context) {
    Set<String> taken = new TreeSet<>();
    if (!path.equals(MountPath.BUILT_IN)) {
      context.getServletRegistrations().values().stream()
          .flatMap(servlet -> servlet.getMappings().stream())
          .filter(pattern -> pattern.startsWith(path + "/"))
          .forEach(taken::add);
    }
    targets()
        .forEach(
            (pattern, target) -> {
              // Payara does not map a servlet whose name has characters that JMX does not allow.
              ServletRegistration.Dynamic servlet =
                  context.addServlet(
                      "latchkey-mount" + target.replace('/', '-'), new MountServlet(target));
              servlet.setAsyncSupported(true);
              taken.addAll(servlet.addMapping(pattern));
            });
    return taken;
  }

  /** Whether a client requests the built-in path although the API is at another path. */
  boolean hides(HttpServletRequest request) {
    if (path.equals(MountPath.BUILT_IN)) {
      return false;
    }
    String asked = AskedPath.of(request);
    return asked.equals(MountPath.BUILT_IN) || asked.startsWith(MountPath.BUILT_IN + "/");
  }

  /** The path to forward to, by URL pattern. */
  private Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    if (!path.equals(MountPath.BUILT_IN)) {
      targets.put(path + "/*", MountPath.BUILT_IN);
    }
    if (clients.size() == 1) {
      targets.put(path + "/v1/*", MountPath.BUILT_IN + "/" + clients.get(0) + "/v1");
    }
    return targets;
  }
}
