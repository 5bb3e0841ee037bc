package dev.latchkey.settings;

import dev.latchkey.settings.types.SettingType;
import java.util.Objects;

/** A setting with one value under one name. */
final class SingleSetting<T> extends Setting<T> {
  private final SettingType<T> type;
  private final String defaultText;
  private final T defaultValue;
  private final Dependence<T> dependence;

  /** How a value depends on other settings. */
  interface Dependence<T> {
    T settled(Reading<T> reading, Settings others);
  }

  SingleSetting(
      String property,
      SettingType<T> type,
      String defaultText,
      String purpose,
      boolean secret,
      Dependence<T> dependence) {
    super(property, purpose, secret);
    this.type = type;
    this.defaultText = defaultText;
    this.defaultValue =
        Objects.requireNonNull(defaultText.isEmpty() ? type.absent() : type.parse(defaultText));
    this.dependence = dependence;
  }

  @Override
  public String allowed() {
    return type.allowed();
  }

  @Override
  public String defaultText() {
    return defaultText;
  }

  @Override
  Reading<T> read(Source source, Problems problems) {
    Named found = Named.found(source, property(), environmentName());
    if (found == null) {
      return new Reading<>(defaultValue, null);
    }
    if (found.text() == null) {
      problems.unresolved(this, found.name());
      return new Reading<>(defaultValue, null);
    }
    try {
      return new Reading<>(type.parse(found.text()), found.text(), SettingSource.of(found));
    } catch (IllegalArgumentException invalid) {
      problems.invalid(this, environmentName(), property(), found.text(), allowed());
      return new Reading<>(defaultValue, null);
    }
  }

  @Override
  T settled(Reading<T> reading, Settings others) {
    return dependence.settled(reading, others);
  }

  @Override
  boolean owns(String environmentName) {
    return environmentName.equals(environmentName());
  }
}
