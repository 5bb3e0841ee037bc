package dev.latchkey.resource;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;

/** Stops the deployment when the settings do not do. */
public class SettingsCheck implements Extension {

  void check(@Observes AfterDeploymentValidation event) {
    try {
      new SettingReader(SettingSource.ofDeployment()).read();
    } catch (UnusableSettings e) {
      event.addDeploymentProblem(e);
    }
  }
}
