package dev.latchkey.security.check;

import dev.latchkey.security.CallerFeature;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.DynamicFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an implementation of Jakarta REST discovers {@link CallerFeature} in {@code
 * META-INF/services} (Jakarta REST 3.1 §4.1.2).
 *
 * <p>RESTEasy sorts what it discovers by priority, and drops all but one class of each. So a
 * feature of another library, with the priority of ours, may keep ours out.
 */
final class FeatureDiscovery {

  private static final String FILE = "META-INF/services/" + DynamicFeature.class.getName();

  /** What switches the discovery off, by property: Jakarta REST 3.1 §4.1.2, and Jersey's own. */
  private static final Map<String, String> SWITCHES =
      Map.of(
          "jakarta.ws.rs.loadServices", "false",
          "jersey.config.disableMetainfServicesLookup", "true",
          "jersey.config.server.disableMetainfServicesLookup", "true");

  private static final int UNSPECIFIED = Integer.MAX_VALUE;

  private final String implementation;
  private final ClassLoader classes;

  /**
   * @param implementation the name of the class of its {@code RuntimeDelegate}
   * @param classes finds the application's classes and files
   */
  FeatureDiscovery(String implementation, ClassLoader classes) {
    this.implementation = implementation;
    this.classes = classes;
  }

  /** Whether the server discovers our feature, whatever other features there are. */
  boolean findsOurs() {
    return implementation.startsWith("org.glassfish.jersey.")
        || implementation.startsWith("org.jboss.resteasy.") && !hasRival();
  }

  /**
   * Whether a property switches the discovery off. Implementations take booleans and their text.
   *
   * @param property the value of a property, null if it has none
   */
  static boolean isSwitchedOff(Function<String, ? extends @Nullable Object> property) {
    return SWITCHES.entrySet().stream()
        .anyMatch(
            one -> one.getValue().equalsIgnoreCase(String.valueOf(property.apply(one.getKey()))));
  }

  private boolean hasRival() {
    int ours = priority(CallerFeature.class);
    return names()
        .filter(name -> !name.equals(CallerFeature.class.getName()))
        .flatMap(name -> load(name).stream())
        .anyMatch(feature -> priority(feature) == ours);
  }

  private static int priority(Class<?> feature) {
    Priority priority = feature.getAnnotation(Priority.class);
    return priority == null ? UNSPECIFIED : priority.value();
  }

  /** A class that cannot be loaded here cannot be loaded by the server either, which reports it. */
  private Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, classes));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private Stream<String> names() {
    try {
      return Collections.list(classes.getResources(FILE)).stream().flatMap(FeatureDiscovery::lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(URL file) {
    try {
      URLConnection connection = file.openConnection();
      connection.setUseCaches(false);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        return reader
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList()
            .stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
