package dev.latchkey.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A setting with any number of values, each under a key that is part of its name. Keys are lower
 * case when the name is written as an environment variable, and as written when it is a property.
 */
final class KeyedSetting<V> extends Setting<Map<String, V>> {
  private final String allowed;
  private final BiFunction<String, String, V> parser;
  private final Affixes property;
  private final Affixes environment;

  /**
   * The parser takes key and text, and throws {@link IllegalArgumentException} if they are not
   * allowed.
   */
  KeyedSetting(
      String property,
      String allowed,
      String purpose,
      boolean secret,
      BiFunction<String, String, V> parser) {
    super(property, purpose, secret);
    this.allowed = allowed;
    this.parser = parser;
    this.property = Affixes.around(property);
    this.environment = Affixes.around(environmentName());
  }

  @Override
  public String allowed() {
    return allowed;
  }

  @Override
  public String defaultText() {
    return "";
  }

  @Override
  Reading<Map<String, V>> read(Source source, Problems problems) {
    Map<String, V> values = new TreeMap<>();
    List<SettingSource> sources = new ArrayList<>();
    namesByEnvironmentName(source)
        .forEach(
            (plain, name) ->
                key(name)
                    .flatMap(key -> put(values, key, name, plain, source, problems))
                    .ifPresent(sources::add));
    String text = values.isEmpty() ? null : String.join(", ", values.keySet());
    return new Reading<>(
        Collections.unmodifiableMap(values), text, sources.isEmpty() ? null : sources.get(0));
  }

  @Override
  boolean owns(String environmentName) {
    return environment.inside(environmentName).isPresent();
  }

  /**
   * One name for each key. If a key has both spellings, the property's is more precise and is used,
   * unless it is only the dotted form that some configurations add for an environment variable.
   */
  private Map<String, String> namesByEnvironmentName(Source source) {
    Map<String, String> names = new HashMap<>();
    for (String name : source.names()) {
      String plain = asEnvironmentName(name);
      if (owns(plain)) {
        names.merge(plain, name, (one, other) -> worth(one) > worth(other) ? one : other);
      }
    }
    return names;
  }

  private int worth(String name) {
    String plain = asEnvironmentName(name);
    boolean guessed = name.equals(plain.toLowerCase(Locale.ROOT).replace('_', '.'));
    return guessed ? 0 : name.equals(plain) ? 1 : 2;
  }

  private Optional<String> key(String name) {
    return property
        .inside(name)
        .or(() -> environment.inside(name).map(key -> key.toLowerCase(Locale.ROOT)));
  }

  private Optional<SettingSource> put(
      Map<String, V> values,
      String key,
      String name,
      String plain,
      Source source,
      Problems problems) {
    Named found = Named.found(source, name, plain);
    if (found == null) {
      return Optional.empty();
    }
    if (found.text() == null) {
      problems.unresolved(this, found.name());
      return Optional.empty();
    }
    try {
      values.put(key, parser.apply(key, found.text()));
      return Optional.of(SettingSource.of(found));
    } catch (IllegalArgumentException invalid) {
      problems.invalid(this, plain, property.with(key), found.text(), allowed);
      return Optional.empty();
    }
  }

  /** The parts of a name before and after the key. */
  private record Affixes(String before, String after) {
    static Affixes around(String pattern) {
      return new Affixes(
          pattern.substring(0, pattern.indexOf('<')), pattern.substring(pattern.indexOf('>') + 1));
    }

    Optional<String> inside(String name) {
      boolean fits =
          name.length() > before.length() + after.length()
              && name.startsWith(before)
              && name.endsWith(after);
      return fits
          ? Optional.of(name.substring(before.length(), name.length() - after.length()))
          : Optional.empty();
    }

    String with(String key) {
      return before + key + after;
    }
  }
}
