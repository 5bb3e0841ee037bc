package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.AccessRule.Access;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.OPTIONS;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rule for a resource method from annotations, from the inside out: the method, the
 * methods it overrides, the class, what the class extends and implements. Of several on one element
 * the strictest counts.
 */
final class AccessRuleReader {

  private Access access;
  private Set<String> roles = Set.of();
  private TokenUse only;
  private Duration within;

  private AccessRuleReader() {}

  /**
   * The rule, or empty when nothing is said.
   *
   * @throws IllegalStateException for annotations that contradict each other
   */
  static Optional<AccessRule> read(Class<?> resource, Method method) {
    return new AccessRuleReader().rule(levels(resource, method));
  }

  private Optional<AccessRule> rule(List<AnnotatedElement> levels) {
    for (AnnotatedElement level : levels) {
      if (only == null) {
        only = tokenUse(level);
      }
      if (within == null) {
        within = age(level);
      }
      if (access == null) {
        readAccess(level);
      }
      if (access == Access.ANYONE || access == Access.NOBODY) {
        break;
      }
    }
    if (only != null || within != null) {
      access = access == null || access == Access.ANYONE ? Access.CALLER : access;
    }
    return Optional.ofNullable(access)
        .map(
            found ->
                new AccessRule(
                    found, roles, Optional.ofNullable(only), Optional.ofNullable(within)));
  }

  private void readAccess(AnnotatedElement level) {
    RolesAllowed allowed = level.getAnnotation(RolesAllowed.class);
    if (level.isAnnotationPresent(DenyAll.class)) {
      access = Access.NOBODY;
    } else if (allowed != null) {
      access = Access.ROLES;
      roles = Set.of(allowed.value());
    } else if (level.isAnnotationPresent(Authenticated.class)) {
      access = Access.CALLER;
    } else if (level.isAnnotationPresent(PermitAll.class)) {
      access = Access.ANYONE;
    }
  }

  private static TokenUse tokenUse(AnnotatedElement level) {
    boolean session = level.isAnnotationPresent(SessionTokenOnly.class);
    boolean access = level.isAnnotationPresent(AccessTokenOnly.class);
    if (session && access) {
      throw new IllegalStateException(
          level
              + " has both @SessionTokenOnly and @AccessTokenOnly, which no request can satisfy.");
    }
    return session ? TokenUse.SESSION : access ? TokenUse.ACCESS : null;
  }

  private static Duration age(AnnotatedElement level) {
    RecentlyAuthenticated recently = level.getAnnotation(RecentlyAuthenticated.class);
    if (recently == null) {
      return null;
    }
    if (recently.value() <= 0) {
      throw new IllegalStateException(
          level + " has @RecentlyAuthenticated with a number that is not above 0.");
    }
    return Duration.ofSeconds(recently.value());
  }

  private static List<AnnotatedElement> levels(Class<?> resource, Method method) {
    List<Class<?>> types = new ArrayList<>();
    addTypes(resource, types);
    List<AnnotatedElement> levels = new ArrayList<>();
    levels.add(method);
    types.forEach(type -> overridden(type, method).ifPresent(levels::add));
    // What a class demands of its callers, it does not demand of browsers that ask before they
    // call.
    if (levels.stream().noneMatch(level -> level.isAnnotationPresent(OPTIONS.class))) {
      levels.addAll(types);
    }
    return levels;
  }

  private static void addTypes(Class<?> type, List<Class<?>> types) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      types.add(c);
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> contract : c.getInterfaces()) {
        addTypes(contract, types);
      }
    }
  }

  private static Optional<Method> overridden(Class<?> type, Method method) {
    try {
      return Optional.of(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
