package dev.latchkey.security;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Enforces {@link RequiresFactor} on CDI beans. It runs before transactions begin. A bean that is a
 * JAX-RS resource has been checked by the filter already, by the same rule.
 */
@Interceptor
@RequiresFactor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class FactorInterceptor {

  /** What was called on which class. */
  private record Call(Class<?> type, Method method) {}

  private static final Map<Call, Optional<AccessRule>> RULES = new ConcurrentHashMap<>();

  /**
   * Continues if the caller has used the factor.
   *
   * @throws WebApplicationException with the response that says what is missing
   */
  @AroundInvoke
  public Object check(InvocationContext invocation) throws Exception {
    Call call = new Call(invocation.getTarget().getClass(), invocation.getMethod());
    Optional<Response> rejection =
        RULES
            .computeIfAbsent(call, c -> AccessRuleReader.read(c.type, c.method))
            .filter(rule -> rule.factor().isPresent())
            .flatMap(Gate.here(Clock.systemUTC())::rejection);
    if (rejection.isPresent()) {
      throw new WebApplicationException(rejection.get());
    }
    return invocation.proceed();
  }
}
