package dev.latchkey.settings.types;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who must have a second factor.
 *
 * @param everyone whether all accounts must
 * @param groups the groups whose members must
 */
public record FactorRequirement(boolean everyone, Set<String> groups) {

  /** The default: administrators, where a factor can be added at all. */
  public static final String STANDARD = "latchkey-admin";

  public static final String ALLOWED = "`nobody`, `everyone`, or names of groups, comma-separated";

  private static final String NOBODY = "nobody";
  private static final String EVERYONE = "everyone";

  public FactorRequirement {
    groups = Set.copyOf(groups);
  }

  /** Reads the setting; rejects {@code nobody} and {@code everyone} beside other names. */
  public static FactorRequirement parse(String text) {
    Set<String> names = new TreeSet<>(SettingType.split(text));
    SettingType.require(
        names.size() == 1 || !names.contains(NOBODY) && !names.contains(EVERYONE), text);
    SettingType.require(!names.isEmpty(), text);
    boolean everyone = names.remove(EVERYONE);
    names.remove(NOBODY);
    return new FactorRequirement(everyone, names);
  }

  /** Whether it cannot be met unless users can add a factor: always but for the default. */
  public boolean needsFactors() {
    return everyone || !groups.isEmpty() && !groups.equals(Set.of(STANDARD));
  }
}
