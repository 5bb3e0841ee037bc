package dev.latchkey.ops;

import dev.latchkey.keys.ConfiguredKey;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Stops the deployment when the server lacks a part, or when settings or keys cannot be used,
 * before anything has been started.
 */
public class DeploymentCheck implements Extension {

  /**
   * Before anything is looked at that needs what may be missing, and would say so in its own words.
   */
  void checkParts(@Observes BeforeBeanDiscovery event) {
    new RequiredParts(Server.here())
        .missingPart()
        .ifPresent(
            sentence -> {
              throw new CannotStart(sentence, null);
            });
  }

  void check(@Observes AfterDeploymentValidation validation) {
    try {
      Settings settings = Settings.read(ConfigProvider.getConfig());
      ConfiguredKey.read(settings);
      ConfiguredKey.previous(settings);
    } catch (RuntimeException e) {
      validation.addDeploymentProblem(e);
    }
  }
}
