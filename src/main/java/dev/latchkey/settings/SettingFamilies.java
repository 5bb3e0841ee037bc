package dev.latchkey.settings;

import java.util.List;

/** All settings, by family. */
public final class SettingFamilies {
  private static final List<Family> ALL =
      List.of(
          ServerSettings.FAMILY,
          HeadlessSettings.FAMILY,
          JwtSettings.FAMILY,
          SessionSettings.FAMILY,
          CsrfSettings.FAMILY,
          AccountSettings.FAMILY,
          MfaSettings.FAMILY,
          TrustSettings.FAMILY,
          RateLimitSettings.FAMILY,
          MailSettings.FAMILY,
          SmsSettings.FAMILY);
  private static final List<Setting<?>> SETTINGS =
      ALL.stream().<Setting<?>>flatMap(family -> family.settings().stream()).toList();

  private SettingFamilies() {}

  public static List<Family> all() {
    return ALL;
  }

  public static List<Setting<?>> settings() {
    return SETTINGS;
  }
}
