package dev.latchkey.security.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A class as Jakarta REST 3.1 (§3.3, §3.4) sees it: annotations of a method apply to methods that
 * override it (§3.6).
 */
public final class ResourceClass {

  private final Class<?> type;
  private final Inheritance inheritance;

  /**
   * @param type the class, or a proxy of it
   */
  public ResourceClass(Class<?> type) {
    this.type = type;
    this.inheritance = new Inheritance(type);
  }

  public Class<?> type() {
    return type;
  }

  /** Whether the class, or one that it extends or implements, has a path. */
  public boolean isRoot() {
    return inheritance.types().stream()
        .flatMap(List::stream)
        .anyMatch(t -> t.isAnnotationPresent(Path.class));
  }

  /** Whether it can have instances. */
  public boolean isConcrete() {
    return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
  }

  /** The methods that handle requests. */
  public List<Method> methods() {
    List<Method> found = new ArrayList<>(instanceMethods());
    found.removeIf(method -> !isDesignated(method));
    return found;
  }

  /** The methods that return a sub-resource. */
  public List<Method> locators() {
    List<Method> found = new ArrayList<>(instanceMethods());
    found.removeIf(method -> isDesignated(method) || !hasPath(method));
    return found;
  }

  /** The locators that may have returned a sub-resource; all locators if none seems to. */
  public List<Method> locatorsOf(Class<?> subResource) {
    List<Method> all = locators();
    List<Method> possible = all.stream().filter(m -> mayReturn(m, subResource)).toList();
    return possible.isEmpty() ? all : possible;
  }

  /** Whether a locator may return an instance of a class, or the class itself. */
  public boolean mayReturn(Method locator, Class<?> subResource) {
    Class<?> returned = inheritance.returned(locator);
    return returned.isAssignableFrom(subResource) || subResource.isAssignableFrom(returned);
  }

  private List<Method> instanceMethods() {
    List<Method> all =
        Arrays.stream(type.getMethods())
            .filter(m -> !Modifier.isStatic(m.getModifiers()))
            .filter(m -> m.getDeclaringClass() != Object.class)
            .toList();
    return all.stream().filter(m -> !m.isBridge() || isAlone(m, all)).toList();
  }

  /** Whether the bridge method has no counterpart, as when it only makes a method public. */
  private static boolean isAlone(Method bridge, List<Method> all) {
    return all.stream()
        .noneMatch(
            m ->
                !m.isBridge()
                    && m.getName().equals(bridge.getName())
                    && m.getParameterCount() == bridge.getParameterCount());
  }

  private boolean isDesignated(Method method) {
    return inheritance.methods(method).stream()
        .flatMap(List::stream)
        .flatMap(m -> Arrays.stream(m.getAnnotations()))
        .map(Annotation::annotationType)
        .anyMatch(a -> a.isAnnotationPresent(HttpMethod.class));
  }

  private boolean hasPath(Method method) {
    return inheritance.methods(method).stream()
        .flatMap(List::stream)
        .anyMatch(m -> m.isAnnotationPresent(Path.class));
  }
}
