package dev.latchkey.security.check;

import dev.latchkey.security.AccessTokenOnly;
import dev.latchkey.security.Authenticated;
import dev.latchkey.security.CallerFeature;
import dev.latchkey.security.RecentlyAuthenticated;
import dev.latchkey.security.RequiresFactor;
import dev.latchkey.security.SessionTokenOnly;
import dev.latchkey.security.rest.Inheritance;
import dev.latchkey.security.rest.ResourceClass;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds security annotations that have no effect. Ours guard only methods of Jakarta REST
 * resources. The standard ones are also valid elsewhere, on enterprise beans for example, where the
 * container enforces them; so this class checks them only on resources.
 */
final class UnenforcedGuards {

  private static final Set<Class<? extends Annotation>> OURS =
      Set.of(
          Authenticated.class,
          SessionTokenOnly.class,
          AccessTokenOnly.class,
          RecentlyAuthenticated.class,
          RequiresFactor.class);

  private static final Set<Class<? extends Annotation>> STANDARD =
      Set.of(RolesAllowed.class, DenyAll.class);

  private static final Set<String> ENTERPRISE_BEANS =
      Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

  private final Map<Class<?>, ResourceClass> resources = new LinkedHashMap<>();
  private final Set<Class<?>> types = new LinkedHashSet<>();
  private final Predicate<Class<?>> isBean;

  /** The elements from which the rules of resources are read, published or not. */
  private final Set<AnnotatedElement> read = new HashSet<>();

  /** The same, for resources that an application publishes. */
  private final Set<AnnotatedElement> published = new HashSet<>();

  /** The same, for resources that an application without the feature publishes. */
  private final Map<AnnotatedElement, RestApplication> unguarded = new HashMap<>();

  /**
   * @param types the application's classes that may be resources or have annotations
   * @param applications all applications that publish some of them
   * @param isBean whether instances of a class may be CDI beans, whose calls are intercepted
   */
  UnenforcedGuards(
      Collection<Class<?>> types, List<RestApplication> applications, Predicate<Class<?>> isBean) {
    this.isBean = isBean;
    this.types.addAll(types);
    types.forEach(this::add);
    applications.forEach(application -> application.classes().forEach(this::add));
    resources.values().forEach(resource -> read.addAll(elements(resource)));
    for (RestApplication application : applications) {
      for (ResourceClass resource : publishedBy(application)) {
        Set<AnnotatedElement> elements = elements(resource);
        published.addAll(elements);
        if (!application.isGuarded()) {
          elements.forEach(element -> unguarded.putIfAbsent(element, application));
        }
      }
    }
  }

  /** A sentence about the first of them. */
  Optional<String> first() {
    return types.stream().flatMap(this::findings).findFirst();
  }

  private void add(Class<?> type) {
    types.add(type);
    ResourceClass resource = new ResourceClass(type);
    if (resource.isConcrete() && !(resource.methods().isEmpty() && resource.locators().isEmpty())) {
      resources.put(type, resource);
    }
  }

  /** The resources that requests to an application reach, through locators too. */
  private Set<ResourceClass> publishedBy(RestApplication application) {
    Set<ResourceClass> reached = new LinkedHashSet<>();
    List<ResourceClass> next =
        new ArrayList<>(
            resources.values().stream()
                .filter(ResourceClass::isRoot)
                .filter(
                    r ->
                        application.classes().isEmpty() || application.classes().contains(r.type()))
                .toList());
    while (!next.isEmpty()) {
      ResourceClass resource = next.remove(next.size() - 1);
      if (reached.add(resource)) {
        for (Method locator : resource.locators()) {
          resources.values().stream()
              .filter(r -> resource.mayReturn(locator, r.type()))
              .forEach(next::add);
        }
      }
    }
    return reached;
  }

  private static Set<AnnotatedElement> elements(ResourceClass resource) {
    Inheritance inheritance = new Inheritance(resource.type());
    Set<AnnotatedElement> found = new HashSet<>();
    Stream.concat(resource.methods().stream(), resource.locators().stream())
        .forEach(method -> inheritance.methods(method).forEach(found::addAll));
    inheritance.types().forEach(found::addAll);
    return found;
  }

  private Stream<String> findings(Class<?> type) {
    List<AnnotatedElement> elements = new ArrayList<>();
    elements.add(type);
    elements.addAll(Arrays.asList(type.getDeclaredMethods()));
    return elements.stream()
        .filter(element -> !(element instanceof Method method && method.isBridge()))
        .flatMap(
            element ->
                Arrays.stream(element.getDeclaredAnnotations())
                    .map(Annotation::annotationType)
                    .map(annotation -> finding(annotation, element, type))
                    .flatMap(Optional::stream));
  }

  private Optional<String> finding(
      Class<? extends Annotation> annotation, AnnotatedElement element, Class<?> type) {
    if (type.isAnnotationPresent(Interceptor.class)) {
      return Optional.empty(); // what enforces it
    }
    boolean isOurs = OURS.contains(annotation);
    if (!isOurs && (!STANDARD.contains(annotation) || isEnterpriseBean(type))) {
      return Optional.empty();
    }
    String what = "@" + annotation.getSimpleName() + " on " + name(element) + " is not enforced: ";
    RestApplication without = unguarded.get(element);
    if (without != null) {
      return Optional.of(
          what
              + without.name()
              + " publishes the class without "
              + CallerFeature.class.getName()
              + "; add that to what getClasses() returns.");
    }
    if (published.contains(element)) {
      return Optional.empty();
    }
    if (annotation == RequiresFactor.class && !read.contains(element)) {
      return isContract(type) ? Optional.empty() : interception(element, type).map(what::concat);
    }
    if (read.contains(element)) {
      return Optional.of(
          what
              + "no Jakarta REST application publishes the class; list it in one, or remove the"
              + " annotation.");
    }
    if (!isOurs || isContract(type)) {
      return Optional.empty();
    }
    return Optional.of(
        element instanceof Method && read.contains(type)
            ? what
                + "the method does not answer requests; put the annotation on a public resource"
                + " method or locator, or on the class."
            : what
                + "it guards Jakarta REST resources, and the class is none; remove it, or use"
                + " @RolesAllowed on an enterprise bean or @ServletSecurity on a servlet.");
  }

  /** Why no interceptor enforces the annotation; empty if one does. */
  private Optional<String> interception(AnnotatedElement element, Class<?> type) {
    if (element instanceof Method method
        && (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) != 0) {
      return Optional.of(
          "interceptors are not called for private, static and final methods; change the method.");
    }
    if (type.isInterface()) {
      return Optional.of(
          "interceptors of an interface are not those of its beans; put the annotation on the"
              + " class.");
    }
    return isBean.test(type)
        ? Optional.empty()
        : Optional.of(
            "the class is neither a Jakarta REST resource nor a CDI bean; give it a scope, or remove"
                + " the annotation.");
  }

  /** Whether nothing implements it here, as when the application contains only its clients. */
  private static boolean isContract(Class<?> type) {
    ResourceClass resource = new ResourceClass(type);
    return !resource.isConcrete()
        && (resource.isRoot() || !resource.methods().isEmpty() || !resource.locators().isEmpty());
  }

  private static boolean isEnterpriseBean(Class<?> type) {
    return Arrays.stream(type.getAnnotations())
        .anyMatch(annotation -> ENTERPRISE_BEANS.contains(annotation.annotationType().getName()));
  }

  private static String name(AnnotatedElement element) {
    return element instanceof Method method
        ? method.getDeclaringClass().getName() + "." + method.getName()
        : ((Class<?>) element).getName();
  }
}
