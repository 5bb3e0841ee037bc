package dev.latchkey.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds unknown names that look like Latchkey's settings. */
final class UnknownNames {
  private static final List<String> PREFIXES =
      List.of(
          "HEADLESS_",
          "ACCOUNT_",
          "SESSION_",
          "SESSIONS_",
          "USERSESSIONS_",
          "LATCHKEY_",
          "EMAIL_",
          "ALLAUTH_",
          "DEFAULT_FROM_",
          "CORS_ALLOWED_",
          "CSRF_",
          "AUDIT_",
          "SMS_WEBHOOK_");

  /** Desktop sessions set these for their own purposes. */
  private static final Set<String> NOT_OURS = Set.of("SESSION_MANAGER");

  private static final int NEAR = 3;

  private UnknownNames() {}

  static List<String> in(Collection<String> names) {
    return names.stream()
        .filter(name -> isUnknown(Setting.asEnvironmentName(name)))
        .filter(name -> isPlain(name) || !names.contains(Setting.asEnvironmentName(name)))
        .sorted()
        .map(UnknownNames::withHint)
        .toList();
  }

  private static boolean isUnknown(String name) {
    return PREFIXES.stream().anyMatch(name::startsWith)
        && !NOT_OURS.contains(name)
        && SettingFamilies.settings().stream().noneMatch(setting -> setting.owns(name));
  }

  private static boolean isPlain(String name) {
    return name.equals(Setting.asEnvironmentName(name));
  }

  private static String withHint(String name) {
    String plain = Setting.asEnvironmentName(name);
    return SettingFamilies.settings().stream()
        .map(Setting::environmentName)
        .filter(known -> distance(plain, known) <= NEAR)
        .min(Comparator.comparingInt(known -> distance(plain, known)))
        .map(known -> name + " (" + known + "?)")
        .orElse(name);
  }

  /** Levenshtein's: how many letters to add, drop or replace. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
