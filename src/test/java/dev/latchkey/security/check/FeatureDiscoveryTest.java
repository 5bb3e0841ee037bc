package dev.latchkey.security.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.security.CallerFeature;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a server that discovers features discovers ours. */
class FeatureDiscoveryTest {

  private static final String JERSEY = "org.glassfish.jersey.server.internal.RuntimeDelegateImpl";
  private static final String RESTEASY =
      "org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl";

  /** A feature of another library. */
  static class Other implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {}
  }

  /** A feature that has our priority by chance. */
  @Priority(731)
  static class Rival extends Other {}

  @TempDir Path folder;

  @Test
  void ours_isFoundByThoseThatLoadServices() throws IOException {
    assertTrue(discovers(JERSEY, ""));
    assertTrue(discovers(RESTEASY, ""));
    assertFalse(discovers("org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl", ""));
  }

  @Test
  void ours_besideOneWithoutPriority_isFound() throws IOException {
    assertTrue(discovers(RESTEASY, Other.class.getName()));
  }

  @Test
  void ours_besideOneOfTheSamePriority_isFoundByJerseyOnly() throws IOException {
    String lines = "# of a library\n " + Rival.class.getName() + " # ours by chance\n";
    assertTrue(discovers(JERSEY, lines));
    assertFalse(discovers(RESTEASY, lines));
  }

  @Test
  void ours_besideOneThatCannotBeLoaded_isFound() throws IOException {
    assertTrue(discovers(RESTEASY, "com.example.Missing\n" + CallerFeature.class.getName()));
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta.ws.rs.loadServices, false, true",
    "jakarta.ws.rs.loadServices, FALSE, true",
    "jakarta.ws.rs.loadServices, true, false",
    "jersey.config.disableMetainfServicesLookup, true, true",
    "jersey.config.disableMetainfServicesLookup, false, false",
    "jersey.config.server.disableMetainfServicesLookup, true, true",
    "jersey.config.server.wadl.disableWadl, true, false",
  })
  void discovery_isSwitchedOffByItsPropertiesOnly(String name, String value, boolean isOff) {
    assertEquals(isOff, FeatureDiscovery.isSwitchedOff(Map.of(name, value)::get), name);
    Object parsed = Boolean.valueOf(value);
    assertEquals(isOff, FeatureDiscovery.isSwitchedOff(Map.of(name, parsed)::get), name);
  }

  /** An application that lists a resource, and not the feature. */
  public static class Listing extends Application {

    private final Map<String, Object> properties;

    public Listing() {
      this(Map.of());
    }

    Listing(Map<String, Object> properties) {
      this.properties = properties;
    }

    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(FeatureDiscoveryTest.class);
    }

    @Override
    public Map<String, Object> getProperties() {
      return properties;
    }
  }

  /** The same, without discovery. */
  public static class Closed extends Listing {
    public Closed() {
      super(Map.of("jakarta.ws.rs.loadServices", "false"));
    }
  }

  /** Cannot be created. */
  public static class Unreadable extends Application {
    public Unreadable() {
      throw new IllegalStateException();
    }
  }

  @Test
  void application_isGuarded_ifTheServerDiscoversTheFeatureForIt() {
    assertTrue(RestApplication.of(Listing.class, true).isGuarded());
    assertFalse(RestApplication.of(Listing.class, false).isGuarded());
    assertFalse(RestApplication.of(Closed.class, true).isGuarded());
    assertTrue(RestApplication.of(Application.class, false).isGuarded(), "publishes all");
  }

  @Test
  void application_thatCannotBeRead_isNotTakenForOneThatPublishesAll() {
    assertTrue(RestApplication.of(Unreadable.class, true).isGuarded());
    assertFalse(RestApplication.of(Unreadable.class, false).isGuarded());
  }

  private boolean discovers(String implementation, String lines) throws IOException {
    Path file = folder.resolve("META-INF/services/" + DynamicFeature.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      return new FeatureDiscovery(implementation, classes).findsOurs();
    }
  }
}
