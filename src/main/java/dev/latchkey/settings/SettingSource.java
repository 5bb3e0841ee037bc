package dev.latchkey.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting was configured.
 *
 * @param kind the kind of source
 * @param name the name that the source has in MicroProfile Config; null if it has none
 */
public record SettingSource(Kind kind, @Nullable String name) {

  /** The kinds of source. */
  public enum Kind {
    /** Not configured. */
    DEFAULT,
    ENVIRONMENT,
    SYSTEM_PROPERTY,
    /** A properties file. */
    FILE,
    /** Anything else of the server, such as variables in {@code server.xml}. */
    SERVER;

    /** The name for clients: {@code system_property}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final SettingSource NONE = new SettingSource(Kind.DEFAULT, null);

  /**
   * Servers name and order their sources differently, so the kind is the one where the same text
   * is.
   */
  static SettingSource of(Named found) {
    return of(found, System.getProperties(), System.getenv());
  }

  static SettingSource of(Named found, Properties properties, Map<String, String> environment) {
    String text = String.valueOf(found.text());
    String source = found.source();
    if (source != null && text.equals(properties.getProperty(found.name()))) {
      return new SettingSource(Kind.SYSTEM_PROPERTY, source);
    }
    String plain = Setting.asEnvironmentName(found.name());
    if (source != null && (text.equals(environment.get(plain)) || isSame(environment, found))) {
      return new SettingSource(Kind.ENVIRONMENT, source);
    }
    boolean isFile = source != null && source.toLowerCase(Locale.ROOT).contains(".properties");
    return new SettingSource(isFile ? Kind.FILE : Kind.SERVER, source);
  }

  private static boolean isSame(Map<String, String> environment, Named found) {
    return String.valueOf(found.text()).equals(environment.get(found.name()));
  }
}
