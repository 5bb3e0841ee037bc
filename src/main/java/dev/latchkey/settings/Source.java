package dev.latchkey.settings;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** The source of the texts of settings. Texts of whitespace only count as not set. */
interface Source {
  /**
   * What is configured under exactly this name, or null. Of two names for one setting, the source
   * with the higher ordinal takes precedence.
   */
  @Nullable Found find(String name);

  Set<String> names();

  /**
   * A text, and the ordinal and the name of its source; {@code text} is null if it refers to a
   * property that does not exist.
   */
  record Found(@Nullable String text, int ordinal, @Nullable String source) {

    Found(@Nullable String text, int ordinal) {
      this(text, ordinal, null);
    }
  }

  private static @Nullable Found found(ConfigValue value) {
    String text = value.getValue();
    if (text == null && value.getRawValue() != null && !value.getRawValue().isBlank()) {
      return new Found(null, value.getSourceOrdinal(), value.getSourceName());
    }
    return text == null || text.isBlank()
        ? null
        : new Found(text, value.getSourceOrdinal(), value.getSourceName());
  }

  static Source of(Map<String, String> texts) {
    Map<String, String> copy = Map.copyOf(texts);
    return new Source() {
      @Override
      public @Nullable Found find(String name) {
        String text = copy.get(name);
        return text == null || text.isBlank() ? null : new Found(text, 0);
      }

      @Override
      public Set<String> names() {
        return copy.keySet();
      }
    };
  }

  static Source of(Config config) {
    Set<String> names = new TreeSet<>();
    config.getPropertyNames().forEach(names::add);
    return new Source() {
      @Override
      public @Nullable Found find(String name) {
        try {
          return found(config.getConfigValue(name));
        } catch (NoSuchElementException | IllegalArgumentException unresolved) {
          return new Found(null, 0);
        }
      }

      @Override
      public Set<String> names() {
        return names;
      }
    };
  }
}
