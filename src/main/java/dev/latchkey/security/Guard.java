package dev.latchkey.security;

import dev.latchkey.security.rest.ResourceClass;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Admits only callers that the method's rule allows, and the rules of the locators that led to it,
 * whether or not the container knows the caller.
 */
@Priority(Priorities.AUTHENTICATION)
class Guard implements ContainerRequestFilter {

  private record Step(Class<?> parent, Class<?> child, boolean forOptions) {}

  private final Optional<AccessRule> own;
  private final Map<Step, List<AccessRule>> known = new ConcurrentHashMap<>();
  private volatile @Nullable Gate gate;

  /**
   * @param own the method's rule
   */
  Guard(Optional<AccessRule> own) {
    this(own, null);
  }

  /**
   * @param gate null to look it up in the application of the first request
   */
  Guard(Optional<AccessRule> own, @Nullable Gate gate) {
    this.own = own;
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    for (AccessRule rule : rules(request)) {
      Optional<Response> rejection = gate().rejection(rule, request);
      if (rejection.isPresent()) {
        request.abortWith(rejection.get());
        return;
      }
    }
  }

  /** Looked up once, because each look-up takes time. */
  private Gate gate() {
    Gate found = gate;
    if (found == null) {
      found = Gate.here(Clock.systemUTC());
      gate = found;
    }
    return found;
  }

  /** From the root resource to the method: all of them must allow the caller. */
  private List<AccessRule> rules(ContainerRequestContext request) {
    List<Object> matched = request.getUriInfo().getMatchedResources();
    if (matched.size() < 2) {
      return own.map(List::of).orElse(List.of());
    }
    boolean forOptions = request.getMethod().equals(HttpMethod.OPTIONS);
    List<AccessRule> rules = new ArrayList<>();
    for (int i = matched.size() - 1; i > 0; i--) {
      Step step = new Step(type(matched.get(i)), type(matched.get(i - 1)), forOptions);
      rules.addAll(known.computeIfAbsent(step, Guard::read));
    }
    own.ifPresent(rules::add);
    return rules;
  }

  /** The locator that was called is unknown, so the rules of all candidates apply. */
  private static List<AccessRule> read(Step step) {
    return new ResourceClass(step.parent)
        .locatorsOf(step.child).stream()
            .map(m -> AccessRuleReader.readLocator(step.parent, m, step.forOptions))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
  }

  private static Class<?> type(Object resource) {
    return resource instanceof Class<?> type ? type : resource.getClass();
  }
}
