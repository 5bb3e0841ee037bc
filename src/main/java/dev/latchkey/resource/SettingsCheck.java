package dev.latchkey.resource;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stops the deployment if settings are invalid, and logs those that weaken the server. */
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
