package dev.latchkey.ops;

import dev.latchkey.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings, once. */
@Dependent
class DeploymentSettings {

  @Produces
  @Singleton
  static Settings settings() {
    return Settings.read(ConfigProvider.getConfig());
  }
}
