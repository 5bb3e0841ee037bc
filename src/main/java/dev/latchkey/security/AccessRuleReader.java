package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.AccessRule.Access;
import dev.latchkey.security.rest.Inheritance;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.OPTIONS;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rule for a resource method or a sub-resource locator from annotations, from the
 * innermost element outwards: the method, the methods it overrides, the class, its superclasses and
 * interfaces. If one element has several annotations, the strictest applies. The same holds for
 * several elements of the same level: two interfaces, or two methods that may be the overridden
 * one.
 */
final class AccessRuleReader {

  private @Nullable Access access;
  private Set<String> roles = Set.of();
  private @Nullable TokenUse only;
  private @Nullable Duration within;
  private AccessRule.@Nullable Factor factor;

  private AccessRuleReader() {}

  /**
   * The rule; empty if there is no annotation.
   *
   * @throws IllegalStateException for annotations that contradict each other
   */
  static Optional<AccessRule> read(Class<?> resource, Method method) {
    return new AccessRuleReader().rule(levels(resource, method, false));
  }

  /**
   * The rule of a locator for the sub-resources that it returns.
   *
   * @param forOptions whether the request is an {@code OPTIONS}, to which annotations of classes do
   *     not apply
   * @throws IllegalStateException for annotations that contradict each other
   */
  static Optional<AccessRule> readLocator(Class<?> resource, Method locator, boolean forOptions) {
    return new AccessRuleReader().rule(levels(resource, locator, forOptions));
  }

  /** The elements whose annotations apply, by level from the innermost outwards. */
  static List<List<AnnotatedElement>> levels(Class<?> resource, Method method, boolean forOptions) {
    Inheritance inheritance = new Inheritance(resource);
    List<List<AnnotatedElement>> levels = new ArrayList<>();
    inheritance.methods(method).forEach(step -> levels.add(List.copyOf(step)));
    // A class's annotations do not apply to preflight requests, which browsers send without
    // credentials.
    if (!forOptions
        && levels.stream()
            .flatMap(List::stream)
            .noneMatch(element -> element.isAnnotationPresent(OPTIONS.class))) {
      inheritance.types().forEach(step -> levels.add(List.copyOf(step)));
    }
    return levels;
  }

  private Optional<AccessRule> rule(List<List<AnnotatedElement>> levels) {
    for (List<AnnotatedElement> level : levels) {
      if (only == null) {
        only = tokenUse(level);
      }
      if (within == null) {
        within = age(level);
      }
      if (factor == null) {
        factor = factor(level);
      }
      if (access == null) {
        level.forEach(this::readAccess);
      }
      if (access == Access.ANYONE || access == Access.NOBODY) {
        break;
      }
    }
    if (only != null || within != null || factor != null) {
      access = access == null || access == Access.ANYONE ? Access.CALLER : access;
    }
    return Optional.ofNullable(access)
        .map(
            found ->
                new AccessRule(
                    found,
                    roles,
                    Optional.ofNullable(only),
                    Optional.ofNullable(within),
                    Optional.ofNullable(factor)));
  }

  private void readAccess(AnnotatedElement element) {
    RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
    if (element.isAnnotationPresent(DenyAll.class)) {
      restrict(Access.NOBODY);
    } else if (allowed != null) {
      roles =
          access == Access.ROLES ? inBoth(roles, Set.of(allowed.value())) : Set.of(allowed.value());
      restrict(Access.ROLES);
    } else if (element.isAnnotationPresent(Authenticated.class)) {
      restrict(Access.CALLER);
    } else if (element.isAnnotationPresent(PermitAll.class)) {
      restrict(Access.ANYONE);
    }
  }

  /** The constants are declared from the most lenient to the strictest. */
  private void restrict(Access other) {
    if (access == null || other.compareTo(access) > 0) {
      access = other;
    }
    if (access != Access.ROLES) {
      roles = Set.of();
    }
  }

  private static Set<String> inBoth(Set<String> one, Set<String> other) {
    if (one.contains(AccessRule.ANY_CALLER)) {
      return other;
    }
    if (other.contains(AccessRule.ANY_CALLER)) {
      return one;
    }
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return Set.copyOf(both);
  }

  private static @Nullable TokenUse tokenUse(List<AnnotatedElement> level) {
    boolean session = level.stream().anyMatch(e -> e.isAnnotationPresent(SessionTokenOnly.class));
    boolean access = level.stream().anyMatch(e -> e.isAnnotationPresent(AccessTokenOnly.class));
    if (session && access) {
      throw new IllegalStateException(
          (level.size() == 1 ? level.get(0) : level)
              + " has both @SessionTokenOnly and @AccessTokenOnly, which no request can satisfy.");
    }
    return session ? TokenUse.SESSION : access ? TokenUse.ACCESS : null;
  }

  private static @Nullable Duration age(List<AnnotatedElement> level) {
    Duration shortest = null;
    for (AnnotatedElement element : level) {
      RecentlyAuthenticated recently = element.getAnnotation(RecentlyAuthenticated.class);
      if (recently != null) {
        if (recently.value() <= 0) {
          throw new IllegalStateException(
              element + " has @RecentlyAuthenticated with a number that is not above 0.");
        }
        Duration age = Duration.ofSeconds(recently.value());
        shortest = shortest == null || age.compareTo(shortest) < 0 ? age : shortest;
      }
    }
    return shortest;
  }

  private static AccessRule.@Nullable Factor factor(List<AnnotatedElement> level) {
    AccessRule.Factor strictest = null;
    for (AnnotatedElement element : level) {
      RequiresFactor required = element.getAnnotation(RequiresFactor.class);
      if (required != null) {
        if (required.within() < 0) {
          throw new IllegalStateException(
              element + " has @RequiresFactor with a negative number of seconds.");
        }
        Optional<Duration> age =
            Optional.of(Duration.ofSeconds(required.within())).filter(a -> !a.isZero());
        AccessRule.Factor found = new AccessRule.Factor(required.passkey(), age);
        strictest = strictest == null ? found : strictest.and(found);
      }
    }
    return strictest;
  }
}
