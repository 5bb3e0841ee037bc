package dev.latchkey.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects all problems, so that one deployment reports all of them. */
final class Problems {
  private static final int SHOWN = 120;

  private final List<String> found = new ArrayList<>();
  private final Set<Setting<?>> affected = new HashSet<>();

  void invalid(
      Setting<?> setting, String environmentName, String property, String value, String allowed) {
    String shown = setting.secret() ? "has a value that cannot be used" : "is " + quoted(value);
    add(
        setting,
        environmentName + " (property " + property + ") " + shown + "; allowed: " + allowed);
  }

  void unresolved(Setting<?> setting, String name) {
    add(
        setting,
        name
            + " refers with ${…} to a property that is not set; write \\${ if no reference is "
            + "meant");
  }

  /** Settings that contradict each other: the rule, and their values. */
  void contradiction(
      String rule, List<Setting<?>> settings, Map<Setting<?>, Setting.Reading<?>> readings) {
    List<String> values =
        settings.stream()
            .map(setting -> stated(setting, Objects.requireNonNull(readings.get(setting)).text()))
            .toList();
    found.add(rule + "; " + String.join(", ", values));
  }

  /** A problem, as a full sentence. */
  void add(String problem) {
    found.add(problem);
  }

  private static String stated(Setting<?> setting, @Nullable String text) {
    String name = setting.environmentName() + " (property " + setting.property() + ") is ";
    if (text == null) {
      return name
          + (setting.defaultText().isEmpty()
              ? "not set"
              : quoted(setting.defaultText()) + " by default");
    }
    return name + (setting.secret() ? "set" : quoted(text));
  }

  private void add(Setting<?> setting, String problem) {
    affected.add(setting);
    found.add(problem);
  }

  /** Whether a setting's own value is already invalid, so that rules about it are pointless. */
  boolean concern(Setting<?> setting) {
    return affected.contains(setting);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidSettings(found);
    }
  }

  private static String quoted(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return '"' + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + '"';
  }
}
