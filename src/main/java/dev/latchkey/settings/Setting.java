package dev.latchkey.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting. Constants of this type are the keys of {@link Settings}; they are compared by
 * identity, immutable and safe to share.
 *
 * @param <T> the type of its value; never null: optional values are an {@code Optional} or an empty
 *     collection
 */
public abstract sealed class Setting<T> permits SingleSetting, KeyedSetting {
  private final String property;
  private final String environmentName;
  private final String purpose;
  private final boolean secret;

  Setting(String property, String purpose, boolean secret) {
    this.property = property;
    this.environmentName = property.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
    this.purpose = purpose;
    this.secret = secret;
  }

  /**
   * The MicroProfile Config name, such as {@code headless.jwt.algorithm}; a setting with several
   * keys shows their position: {@code headless.jwt.claims.<name>}.
   */
  public final String property() {
    return property;
  }

  /** The same name as environment variable, such as {@code HEADLESS_JWT_ALGORITHM}. */
  public final String environmentName() {
    return environmentName;
  }

  /** What it does, in one sentence. */
  public final String purpose() {
    return purpose;
  }

  /** Whether its value must never be shown. */
  public final boolean secret() {
    return secret;
  }

  /** The allowed values, in words. */
  public abstract String allowed();

  /** The default, as it would be configured; empty if there is none. */
  public abstract String defaultText();

  /**
   * Reads the value. If it is invalid, adds it to {@code problems} and returns a harmless
   * substitute.
   */
  abstract Reading<T> read(Source source, Problems problems);

  /** The effective value, given the settings that depend on no others. */
  T settled(Reading<T> reading, Settings others) {
    return reading.value();
  }

  /** Whether a configured name, in the form of an environment variable, belongs to this setting. */
  abstract boolean owns(String environmentName);

  /** A value, the text it was read from and where that was found; both are null for the default. */
  record Reading<T>(T value, @Nullable String text, @Nullable SettingSource source) {

    Reading(T value, @Nullable String text) {
      this(value, text, null);
    }

    boolean given() {
      return text != null;
    }
  }

  static String asEnvironmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  @Override
  public final String toString() {
    return environmentName();
  }
}
