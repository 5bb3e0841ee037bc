package dev.latchkey.settings;

import dev.latchkey.settings.types.SettingType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Settings that belong together, in the order in which they were declared. Filled while its
 * constants class loads.
 */
public final class Family {
  private final String title;
  private final List<Setting<?>> settings = new ArrayList<>();

  Family(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public List<Setting<?>> settings() {
    return Collections.unmodifiableList(settings);
  }

  <T> Setting<T> setting(String property, SettingType<T> type, String defaultText, String purpose) {
    return dependent(property, type, defaultText, purpose, (reading, others) -> reading.value());
  }

  /** A setting without default: its type defines the value then. */
  <T> Setting<T> setting(String property, SettingType<T> type, String purpose) {
    return setting(property, type, "", purpose);
  }

  <T> Setting<T> secret(String property, SettingType<T> type, String purpose) {
    return added(
        new SingleSetting<>(
            property, type, "", purpose, true, (reading, others) -> reading.value()));
  }

  <T> Setting<T> dependent(
      String property,
      SettingType<T> type,
      String defaultText,
      String purpose,
      SingleSetting.Dependence<T> dependence) {
    return added(new SingleSetting<>(property, type, defaultText, purpose, false, dependence));
  }

  <V> Setting<Map<String, V>> keyed(
      String property, String allowed, String purpose, BiFunction<String, String, V> parser) {
    return added(new KeyedSetting<>(property, allowed, purpose, false, parser));
  }

  <V> Setting<Map<String, V>> keyedSecret(
      String property, String allowed, String purpose, BiFunction<String, String, V> parser) {
    return added(new KeyedSetting<>(property, allowed, purpose, true, parser));
  }

  private <S extends Setting<?>> S added(S setting) {
    settings.add(setting);
    return setting;
  }
}
