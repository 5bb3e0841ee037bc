package dev.latchkey.resource;

import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A separate class, so that it is loaded only if MicroProfile Config is present. */
final class MicroProfileSource implements UnaryOperator<String> {

  @Override
  public @Nullable String apply(String property) {
    return ConfigProvider.getConfig()
        .getOptionalValue(property, String.class)
        .or(
            () ->
                ConfigProvider.getConfig()
                    .getOptionalValue(SettingSource.environmentName(property), String.class))
        .orElse(null);
  }
}
