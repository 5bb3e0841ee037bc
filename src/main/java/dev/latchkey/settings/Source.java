package dev.latchkey.settings;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Where the texts of settings come from. Blank texts count as none. */
interface Source {
  /** What is configured under exactly this name, or null. Of two names for one thing the higher ordinal counts. */
  Found find(String name);

  Set<String> names();

  /** A text and the weight of where it stood; {@code text} is null when it refers to something that does not exist. */
  record Found(String text, int ordinal) {}

  static Source of(Map<String, String> texts) {
    Map<String, String> copy = Map.copyOf(texts);
    return new Source() {
      @Override
      public Found find(String name) {
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
      public Found find(String name) {
        ConfigValue value = config.getConfigValue(name);
        if (value == null || value.getRawValue() == null || value.getRawValue().isBlank()) {
          return null;
        }
        return new Found(value.getValue(), value.getSourceOrdinal());
      }

      @Override
      public Set<String> names() {
        return names;
      }
    };
  }
}
