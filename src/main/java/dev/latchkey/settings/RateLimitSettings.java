package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.parsed;

import dev.latchkey.settings.types.RateLimit;
import dev.latchkey.settings.types.RateLimits;
import dev.latchkey.settings.types.SettingType;
import java.util.List;

/**
 * How often what may be tried. Of the limits of an action all hold; the list is empty where there
 * is none, and always while {@link #ENABLED} is off.
 */
public final class RateLimitSettings {
  static final Family FAMILY = new Family("Rate limits");

  public static final Setting<Boolean> ENABLED =
      FAMILY.setting(
          "account.rate-limits-enabled", bool(), "true", "Whether any of these limits holds.");

  public static final Setting<List<RateLimit>> LOGIN =
      limit("login", "30/m/ip", "Attempts to log in.");

  public static final Setting<List<RateLimit>> LOGIN_FAILED =
      limit(
          "login-failed",
          "10/m/ip,5/300s/key",
          "Failed attempts to log in; the key is what was given as login.");

  public static final Setting<List<RateLimit>> SIGNUP =
      limit("signup", "20/m/ip", "Attempts to sign up.");

  public static final Setting<List<RateLimit>> REFRESH_TOKEN =
      limit("refresh-token", "120/m/ip", "Token refreshes.");

  public static final Setting<List<RateLimit>> CHANGE_PASSWORD =
      limit("change-password", "5/m/user", "Password changes.");

  public static final Setting<List<RateLimit>> MANAGE_EMAIL =
      limit("manage-email", "10/m/user", "Changes to an account's addresses.");

  public static final Setting<List<RateLimit>> RESET_PASSWORD =
      limit(
          "reset-password",
          "20/m/ip,5/m/key",
          "Requests for a password reset; the key is the address.");

  public static final Setting<List<RateLimit>> RESET_PASSWORD_FROM_KEY =
      limit("reset-password-from-key", "20/m/ip", "Uses of a password reset's link or code.");

  public static final Setting<List<RateLimit>> REAUTHENTICATE =
      limit("reauthenticate", "10/m/user", "Attempts to reauthenticate.");

  public static final Setting<List<RateLimit>> REQUEST_LOGIN_CODE =
      limit(
          "request-login-code",
          "20/m/ip,3/m/key",
          "Requests for a login code; the key is the address.");

  public static final Setting<List<RateLimit>> CONFIRM_EMAIL =
      FAMILY.dependent(
          property("confirm-email"),
          type(),
          "1/180s/key",
          "Verification mails to one address, which is the key; `1/10s/key` if not set and verification is by code.",
          RateLimitSettings::confirmations);

  public static final Setting<List<RateLimit>> AUTHENTICATION_FAILED =
      limit(
          "authentication-failed",
          "10/300s/user",
          "Wrong passwords and login codes for one account, whichever of its names they go by, the current password "
              + "that reauthentication and password changes ask for included; reset codes count apart, under the same "
              + "limit. The key is what was given as login.");

  public static final Setting<List<RateLimit>> RECIPIENT =
      limit(
          "recipient",
          "10/h/key,30/d/key",
          "Mails of all kinds, and short messages, to one recipient, who is the key; more are not sent, and answers do "
              + "not tell.");

  public static final Setting<List<RateLimit>> CLIENT_AUTHENTICATION_FAILED =
      limit(
          "client-authentication-failed",
          "10/m/ip",
          "Wrong secrets of clients that introspect and revoke tokens; the key is the client's id.");

  public static final Setting<Integer> IPV6_PREFIX =
      FAMILY.setting(
          "allauth.rate-limit.ipv6-prefix",
          integer(32, 128),
          "64",
          "How many bits IPv6 addresses share that limits by `ip` count as one client.");

  private RateLimitSettings() {}

  private static Setting<List<RateLimit>> limit(String action, String limits, String purpose) {
    return FAMILY.dependent(property(action), type(), limits, purpose, RateLimitSettings::switched);
  }

  private static String property(String action) {
    return "account.rate-limits." + action;
  }

  private static SettingType<List<RateLimit>> type() {
    return parsed(RateLimits.ALLOWED, RateLimits::parse);
  }

  private static List<RateLimit> switched(
      Setting.Reading<List<RateLimit>> limits, Settings others) {
    return others.get(ENABLED) ? limits.value() : List.of();
  }

  private static List<RateLimit> confirmations(
      Setting.Reading<List<RateLimit>> limits, Settings others) {
    boolean byCode = others.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED);
    return byCode && !limits.given() && others.get(ENABLED)
        ? RateLimits.parse("1/10s/key")
        : switched(limits, others);
  }
}
