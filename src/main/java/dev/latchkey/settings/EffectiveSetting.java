package dev.latchkey.settings;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it applies.
 *
 * @param value as it would be configured; null if it is a secret
 * @param isSet whether it is configured
 */
public record EffectiveSetting(
    Setting<?> setting, @Nullable String value, boolean isSet, SettingSource source) {

  static EffectiveSetting of(Setting<?> setting, Setting.Reading<?> reading, Settings settings) {
    SettingSource source = reading.source() == null ? SettingSource.NONE : reading.source();
    return new EffectiveSetting(
        setting, value(setting, reading, settings), reading.given(), source);
  }

  private static @Nullable String value(
      Setting<?> setting, Setting.Reading<?> reading, Settings settings) {
    if (setting.secret()) {
      return null;
    }
    Object settled = settings.get(setting);
    if (settled instanceof Map<?, ?> map) {
      return new TreeMap<Object, Object>(map)
          .entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(", "));
    }
    if (!settled.equals(reading.value())) {
      return inWords(settled); // another setting decides
    }
    return withoutQuery(settled, reading.text() == null ? setting.defaultText() : reading.text());
  }

  /** The query of an address may be a key of whom it is sent to. */
  private static @Nullable String withoutQuery(Object settled, @Nullable String text) {
    Object value = settled instanceof Optional<?> optional ? optional.orElse(null) : settled;
    return value instanceof URI uri && uri.getRawQuery() != null && text != null
        ? text.substring(0, text.indexOf('?')) + "?…"
        : text;
  }

  private static String inWords(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(EffectiveSetting::inWords).orElse("");
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(EffectiveSetting::inWords).collect(Collectors.joining(", "));
    }
    return value instanceof java.time.Duration duration
        ? duration.toSeconds() + " s"
        : value.toString();
  }
}
