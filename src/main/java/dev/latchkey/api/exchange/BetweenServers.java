package dev.latchkey.api.exchange;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;

/**
 * Marks a resource that other servers call, not apps. It reads its body itself, and the tokens in
 * its requests do not belong to a session of the caller.
 */
@Target(TYPE)
@Retention(RUNTIME)
public @interface BetweenServers {

  /** Decides whether filters skip a request. */
  final class Calls {

    private Calls() {}

    /** Decides by the matched resource, which may be a proxy: a subclass of ours. */
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
