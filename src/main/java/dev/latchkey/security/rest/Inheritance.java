package dev.latchkey.security.rest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types that a class inherits from, and the methods that its methods override, from the
 * innermost outwards. Each level is a list, because unrelated interfaces have no order.
 */
public final class Inheritance {

  private final Class<?> type;
  private final TypeBindings bindings;

  public Inheritance(Class<?> type) {
    this.type = type;
    this.bindings = new TypeBindings(type);
  }

  /** The class, its superclasses without {@code Object}, then the interfaces of them all. */
  public List<List<Class<?>>> types() {
    List<List<Class<?>>> steps = new ArrayList<>();
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      steps.add(List.of(c));
      addInterfaces(c, interfaces);
    }
    interfaces.remove(type);
    while (!interfaces.isEmpty()) {
      List<Class<?>> step = mostSpecific(interfaces);
      steps.add(step);
      step.forEach(interfaces::remove);
    }
    return steps;
  }

  /**
   * The method, then those that it overrides, with type variables resolved. If a variable cannot be
   * resolved because a type is raw, all candidates are included.
   */
  public List<List<Method>> methods(Method method) {
    List<List<Method>> steps = new ArrayList<>();
    steps.add(List.of(method));
    for (List<Class<?>> step : types()) {
      List<Method> overridden = new ArrayList<>();
      for (Class<?> owner : step) {
        for (Method candidate : owner.getDeclaredMethods()) {
          if (!candidate.equals(method) && isMeant(candidate, method)) {
            overridden.add(candidate);
          }
        }
      }
      if (!overridden.isEmpty()) {
        steps.add(overridden);
      }
    }
    return steps;
  }

  /**
   * The type that a method returns, as an instance or as a class, if known. A proxy's method has
   * less type information than the method that it overrides.
   */
  Class<?> returned(Method method) {
    return methods(method).stream()
        .flatMap(List::stream)
        .<Class<?>>map(this::returnedBy)
        .reduce((one, other) -> one.isAssignableFrom(other) ? other : one)
        .orElseThrow();
  }

  private Class<?> returnedBy(Method method) {
    Type type = method.getGenericReturnType();
    if (type instanceof ParameterizedType parameterized
        && parameterized.getRawType() == Class.class) {
      return bindings.resolve(parameterized.getActualTypeArguments()[0]).type();
    }
    Class<?> known = bindings.resolve(type).type();
    return known == Class.class ? Object.class : known;
  }

  private boolean isMeant(Method candidate, Method method) {
    if (!candidate.getName().equals(method.getName())
        || candidate.getParameterCount() != method.getParameterCount()
        || Modifier.isStatic(candidate.getModifiers())
        || Modifier.isPrivate(candidate.getModifiers())) {
      return false;
    }
    Type[] those = candidate.getGenericParameterTypes();
    Type[] these = method.getGenericParameterTypes();
    for (int i = 0; i < these.length; i++) {
      if (!parameter(candidate, those[i]).mayBe(parameter(method, these[i]))) {
        return false;
      }
    }
    return true;
  }

  /** The parameters of a bridge method are erased. */
  private TypeBindings.Resolved parameter(Method method, Type parameter) {
    TypeBindings.Resolved resolved = bindings.resolve(parameter);
    return method.isBridge() ? new TypeBindings.Resolved(resolved.type(), false) : resolved;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
    if (type.isInterface()) {
      found.add(type);
    }
    for (Class<?> contract : type.getInterfaces()) {
      addInterfaces(contract, found);
    }
  }

  private static List<Class<?>> mostSpecific(Set<Class<?>> interfaces) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> one : interfaces) {
      if (interfaces.stream().noneMatch(other -> other != one && one.isAssignableFrom(other))) {
        found.add(one);
      }
    }
    return found;
  }
}
