package dev.latchkey.resource;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The source of settings: MicroProfile Config if the server has it, else system properties and
 * environment.
 */
final class SettingSource {

  private static final String MICROPROFILE = "org.eclipse.microprofile.config.ConfigProvider";

  private SettingSource() {}

  /** The source of this deployment; call it with the application's context class loader. */
  static UnaryOperator<String> ofDeployment() {
    return isPresent(MICROPROFILE) ? new MicroProfileSource() : SettingSource::systemOrEnvironment;
  }

  /** The property, else the environment variable that MicroProfile Config would map to it. */
  static @Nullable String systemOrEnvironment(String property) {
    String value = System.getProperty(property);
    return value != null ? value : System.getenv(environmentName(property));
  }

  static String environmentName(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, SettingSource.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
