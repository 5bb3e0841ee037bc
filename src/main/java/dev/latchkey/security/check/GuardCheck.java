package dev.latchkey.security.check;

import dev.latchkey.security.AccessTokenOnly;
import dev.latchkey.security.Authenticated;
import dev.latchkey.security.RecentlyAuthenticated;
import dev.latchkey.security.RequiresFactor;
import dev.latchkey.security.SessionTokenOnly;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops the deployment if a security annotation is not enforced. One sentence names the annotated
 * element and says what to do.
 *
 * <p>It is a servlet container initializer and not a CDI extension: extensions see only beans, and
 * a resource need not be one.
 */
@HandlesTypes({
  Application.class,
  Path.class,
  GET.class,
  POST.class,
  PUT.class,
  DELETE.class,
  PATCH.class,
  HEAD.class,
  OPTIONS.class,
  RolesAllowed.class,
  DenyAll.class,
  Authenticated.class,
  SessionTokenOnly.class,
  AccessTokenOnly.class,
  RecentlyAuthenticated.class,
  RequiresFactor.class
})
public class GuardCheck implements ServletContainerInitializer {

  /**
   * @throws ServletException if an annotation is not enforced
   */
  @Override
  public void onStartup(@Nullable Set<Class<?>> types, ServletContext context)
      throws ServletException {
    if (types == null) {
      return;
    }
    List<Class<?>> sorted = new ArrayList<>(types);
    sorted.sort(Comparator.comparing(Class::getName));
    Optional<String> finding =
        new UnenforcedGuards(sorted, applications(sorted, context), GuardCheck::isBean).first();
    if (finding.isPresent()) {
      context
          .addFilter(Closed.class.getName(), new Closed())
          .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
      throw new ServletException(finding.get());
    }
  }

  /** Whether calls to the class, or to one that extends it, are intercepted. */
  private static boolean isBean(Class<?> type) {
    return !Servlet.class.isAssignableFrom(type)
        && !Filter.class.isAssignableFrom(type)
        && CDI.current().getBeanManager().getBeans(type, Any.Literal.INSTANCE).stream()
            .anyMatch(bean -> type.isAssignableFrom(bean.getBeanClass()));
  }

  /** Open Liberty logs an initializer's exception and continues; then every request gets 503. */
  private static final class Closed implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
      ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static List<RestApplication> applications(List<Class<?>> types, ServletContext context) {
    boolean isDiscovered = isDiscovered(context);
    List<RestApplication> found = new ArrayList<>();
    for (Class<?> type : types) {
      if (Application.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
        found.add(RestApplication.of(type.asSubclass(Application.class), isDiscovered));
      }
    }
    context
        .getServletRegistrations()
        .forEach(
            (name, servlet) -> {
              if (found.isEmpty() && publishesAll(name, servlet)) {
                found.add(RestApplication.ofAll(name));
              }
            });
    return found;
  }

  /** Whether the server discovers our feature in each application that does not prevent it. */
  private static boolean isDiscovered(ServletContext context) {
    String implementation = RuntimeDelegate.getInstance().getClass().getName();
    return new FeatureDiscovery(implementation, context.getClassLoader()).findsOurs()
        && !FeatureDiscovery.isSwitchedOff(context::getInitParameter)
        && context.getServletRegistrations().values().stream()
            .noneMatch(servlet -> FeatureDiscovery.isSwitchedOff(servlet::getInitParameter));
  }

  /**
   * A descriptor may let the server publish all resources that it finds, without an application
   * class.
   */
  private static boolean publishesAll(String name, ServletRegistration servlet) {
    String type = String.valueOf(servlet.getClassName()).toLowerCase(Locale.ROOT);
    return name.equals(Application.class.getName())
        || type.contains(".jersey.")
        || type.contains(".resteasy.");
  }
}
