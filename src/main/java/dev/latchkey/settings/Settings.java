package dev.latchkey.settings;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of a deployment: read once, checked one by one and against each other, and never
 * changed afterwards. Safe to share between threads; looking a value up is cheap enough for every
 * request.
 */
public final class Settings {
  private final Map<Setting<?>, Object> values = new IdentityHashMap<>();
  private final Map<Setting<?>, EffectiveSetting> effective = new IdentityHashMap<>();
  private final List<String> unknown;

  private Settings(Source source) {
    Problems problems = new Problems();
    Map<Setting<?>, Setting.Reading<?>> readings = new IdentityHashMap<>();
    for (Setting<?> setting : SettingFamilies.settings()) {
      Setting.Reading<?> reading = setting.read(source, problems);
      readings.put(setting, reading);
      values.put(setting, reading.value());
    }
    SettingFamilies.settings().forEach(setting -> settle(setting, readings));
    SettingRules.check(this, readings, problems);
    if (!get(ServerSettings.ALLOW_WEAK_SECRETS)) {
      SharedSecrets.complaints(this).forEach(problems::add);
    }
    problems.throwIfAny();
    readings.forEach(
        (setting, reading) -> effective.put(setting, EffectiveSetting.of(setting, reading, this)));
    unknown = UnknownNames.in(source.names());
  }

  /**
   * From texts under environment names or property names.
   *
   * @throws InvalidSettings if one or more of them are invalid
   */
  public static Settings of(Map<String, String> texts) {
    return new Settings(Source.of(texts));
  }

  /**
   * From MicroProfile Config: by property name, which covers environment variables, and by a
   * property that is spelled like the environment variable; the source with the higher ordinal
   * wins.
   *
   * @throws InvalidSettings if one or more settings are invalid
   */
  public static Settings read(Config config) {
    return new Settings(Source.of(config));
  }

  /** The value of a setting; never null. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException(setting + " is not among the settings");
    }
    return (T) value;
  }

  /** A setting as it applies, and where it was configured; without the value of a secret. */
  public EffectiveSetting effective(Setting<?> setting) {
    return Objects.requireNonNull(effective.get(setting));
  }

  /**
   * Unknown names with one of Latchkey's prefixes, in alphabetical order, each with the setting
   * that may have been meant: {@code HEADLESS_JWT_ALGORITM (HEADLESS_JWT_ALGORITHM?)}. Worth a
   * warning.
   */
  public List<String> unknown() {
    return unknown;
  }

  @SuppressWarnings("unchecked")
  private <T> void settle(Setting<T> setting, Map<Setting<?>, Setting.Reading<?>> readings) {
    values.put(
        setting,
        setting.settled((Setting.Reading<T>) Objects.requireNonNull(readings.get(setting)), this));
  }
}
