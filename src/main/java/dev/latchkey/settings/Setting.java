package dev.latchkey.settings;

import java.util.Locale;

/**
 * One thing that can be configured. Constants of this type are the keys of {@link Settings}; they
 * are compared by identity, immutable and safe to share.
 *
 * @param <T> the type of its value; never null: what may be absent is an {@code Optional} or an
 *     empty collection
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
   * keys shows where they go: {@code headless.jwt.claims.<name>}.
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

  /** What may be written, for people. */
  public abstract String allowed();

  /**
   * What holds when nothing is written, as one would write it, for people; empty when there is no
   * value then.
   */
  public abstract String defaultText();

  /**
   * Reads the value; tells {@code problems} and answers a harmless stand-in when it cannot be used.
   */
  abstract Reading<T> read(Source source, Problems problems);

  /** The value that holds, seen together with the settings that depend on no others. */
  T settled(Reading<T> reading, Settings others) {
    return reading.value();
  }

  /** Whether a configured name, in the form of an environment variable, belongs to this setting. */
  abstract boolean owns(String environmentName);

  /** A value and the text it was read from, which is null for the default. */
  record Reading<T>(T value, String text) {
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
