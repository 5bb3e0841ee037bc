package dev.latchkey.security.check;

import dev.latchkey.security.CallerFeature;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.ws.rs.core.Application;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a Jakarta REST application publishes.
 *
 * @param name its class
 * @param classes the classes that it lists, and those of listed instances; empty if it publishes
 *     all
 * @param isGuarded whether it includes {@link CallerFeature}
 */
record RestApplication(String name, Set<Class<?>> classes, boolean isGuarded) {

  private static final Logger LOG = System.getLogger(RestApplication.class.getName());

  /** An application that lists nothing, such as a servlet in a descriptor. */
  static RestApplication ofAll(String name) {
    return new RestApplication(name, Set.of(), true);
  }

  /**
   * Reads the list of an application of that class. If that throws, the server reports it, and the
   * application counts as one that publishes all and does not list the feature.
   *
   * @param isDiscovered whether the server discovers the feature in {@code META-INF/services}
   */
  static RestApplication of(Class<? extends Application> type, boolean isDiscovered) {
    try {
      return of(type.getDeclaredConstructor().newInstance(), isDiscovered);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return ofBean(type, isDiscovered);
    }
  }

  private static RestApplication ofBean(Class<? extends Application> type, boolean isDiscovered) {
    try {
      Application application =
          new Unmanaged<>(CDI.current().getBeanManager(), type)
              .newInstance()
              .produce()
              .inject()
              .postConstruct()
              .get();
      return of(application, isDiscovered);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, () -> type.getName() + " does not list its classes: " + e);
      return new RestApplication(type.getName(), Set.of(), isDiscovered);
    }
  }

  private static RestApplication of(Application application, boolean isDiscovered) {
    Set<Class<?>> classes = new HashSet<>(orEmpty(application.getClasses()));
    orEmpty(application.getSingletons()).forEach(instance -> classes.add(instance.getClass()));
    boolean listsFeature = classes.stream().anyMatch(CallerFeature.class::isAssignableFrom);
    Map<String, Object> properties = application.getProperties();
    boolean findsFeature =
        isDiscovered && (properties == null || !FeatureDiscovery.isSwitchedOff(properties::get));
    return new RestApplication(
        application.getClass().getName(),
        classes,
        classes.isEmpty() || listsFeature || findsFeature);
  }

  private static <T> Set<T> orEmpty(@Nullable Set<T> set) {
    return set == null ? Set.of() : set;
  }
}
