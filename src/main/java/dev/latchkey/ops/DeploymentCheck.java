package dev.latchkey.ops;

import dev.latchkey.keys.ConfiguredKey;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Stops the deployment before anything has started, if the server lacks a part, if a merge has
 * doubled Latchkey, or if settings or keys are invalid.
 */
public class DeploymentCheck implements Extension {

  /** Runs before anything else that needs the missing parts and would fail with another message. */
  void checkParts(@Observes BeforeBeanDiscovery event) {
    new RequiredParts(Server.here())
        .missingPart()
        .or(() -> new MergedWar().ownClassesTwice())
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
