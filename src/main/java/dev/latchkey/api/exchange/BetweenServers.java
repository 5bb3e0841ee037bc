package dev.latchkey.api.exchange;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

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

    static boolean isOne(ResourceInfo resource) {
      Class<?> type = resource.getResourceClass();
      return type != null && type.isAnnotationPresent(BetweenServers.class);
    }
  }
}
