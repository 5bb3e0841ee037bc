package dev.latchkey.security.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.security.CallerFeature;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
