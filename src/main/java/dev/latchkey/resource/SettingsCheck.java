package dev.latchkey.resource;

import dev.latchkey.jose.SigningAlgorithm;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Stops the deployment if settings are invalid or a library is missing, and logs settings that
 * weaken the server.
 */
public class SettingsCheck implements Extension {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  void check(@Observes AfterDeploymentValidation event) {
    try {
      requireLibraries();
      SettingReader reader = new SettingReader(SettingSource.ofDeployment());
      reader.warnings(reader.read()).forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
    } catch (UnusableSettings e) {
      event.addDeploymentProblem(e);
    }
  }

  /**
   * Loads the classes that verify signatures, so that a missing slf4j is detected at deployment and
   * not at the first request.
   */
  static void requireLibraries() {
    try {
      SigningAlgorithm.names();
    } catch (LinkageError e) {
      throw new UnusableSettings(
          "The application needs jose4j and the slf4j API (org.slf4j:slf4j-api) in WEB-INF/lib: "
              + e
              + ".");
    }
  }
}
