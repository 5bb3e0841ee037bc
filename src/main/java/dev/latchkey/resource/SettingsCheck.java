package dev.latchkey.resource;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stops the deployment when the settings do not do, and names those that make it weaker. */
public class SettingsCheck implements Extension {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  void check(@Observes AfterDeploymentValidation event) {
    try {
      SettingReader reader = new SettingReader(SettingSource.ofDeployment());
      reader.warnings(reader.read()).forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
    } catch (UnusableSettings e) {
      event.addDeploymentProblem(e);
    }
  }
}
