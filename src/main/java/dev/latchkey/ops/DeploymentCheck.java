package dev.latchkey.ops;

import dev.latchkey.keys.ConfiguredKey;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/** Stops the deployment when settings or keys cannot be used, before anything has been started. */
public class DeploymentCheck implements Extension {

  void check(@Observes AfterDeploymentValidation validation) {
    try {
      Settings settings = Settings.read(ConfigProvider.getConfig());
      ConfiguredKey.read(settings);
      ConfiguredKey.previous(settings);
    } catch (RuntimeException e) {
      validation.addDeploymentProblem(e);
    } catch (LinkageError e) {
      validation.addDeploymentProblem(
          new CannotStart(
              "This server has no MicroProfile Config, which Latchkey reads its settings from; on Open Liberty add"
                  + " <feature>mpConfig-3.1</feature> to server.xml.",
              e));
    }
  }
}
