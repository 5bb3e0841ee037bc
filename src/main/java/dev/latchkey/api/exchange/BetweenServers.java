package dev.latchkey.api.exchange;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;

/**
 * On a resource that other servers call and not apps: it reads its body itself, and the tokens of
 * the request are not those of a session of the sender's.
 */
@Target(TYPE)
@Retention(RUNTIME)
public @interface BetweenServers {

  /** Tells filters whether to leave a request alone. */
  final class Calls {

    private Calls() {}

    /** From the matched resource, which may be a proxy: a class that extends ours. */
    static boolean isOne(ContainerRequestContext request) {
      List<Object> matched = request.getUriInfo().getMatchedResources();
      Class<?> type = matched.isEmpty() ? null : matched.get(0).getClass();
      while (type != null && !type.isAnnotationPresent(BetweenServers.class)) {
        type = type.getSuperclass();
      }
      return type != null;
    }
  }
}
