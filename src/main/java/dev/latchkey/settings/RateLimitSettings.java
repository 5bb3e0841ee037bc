package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.parsed;

import dev.latchkey.settings.types.RateLimit;
import dev.latchkey.settings.types.RateLimits;
import dev.latchkey.settings.types.SettingType;
import java.util.List;

/**
 * Rate limits per action. All limits of an action apply. The list is empty if there is none, and
 * always while {@link #ENABLED} is off.
 */
public final class RateLimitSettings {
  static final Family FAMILY = new Family("Rate limits");

  public static final Setting<Boolean> ENABLED =
      FAMILY.setting("account.rate-limits-enabled", bool(), "true", "Whether these limits apply.");

  public static final Setting<List<RateLimit>> LOGIN =
      limit("login", "30/m/ip", "Attempts to log in.");

  public static final Setting<List<RateLimit>> LOGIN_FAILED =
      limit(
          "login-failed",
          "10/m/ip,5/300s/key",
          "Failed attempts to log in. The key is the submitted login name.");

  public static final Setting<List<RateLimit>> PASSKEY_OPTIONS =
      limit(
          "passkey-options",
          "120/m/ip",
          "Requests for the options of a login by passkey, which pages may make as they load.");

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
          "Requests for a password reset. The key is the address.");

  public static final Setting<List<RateLimit>> RESET_PASSWORD_FROM_KEY =
      limit(
          "reset-password-from-key",
          "20/m/ip",
          "Attempts to use the link or code of a password reset.");

  public static final Setting<List<RateLimit>> REAUTHENTICATE =
      limit("reauthenticate", "10/m/user", "Attempts to reauthenticate.");

  public static final Setting<List<RateLimit>> MANAGE_MFA =
      limit(
          "manage-mfa",
          "20/m/user",
          "Attempts to add second factors and to replace recovery codes.");

  public static final Setting<List<RateLimit>> REQUEST_LOGIN_CODE =
      limit(
          "request-login-code",
          "20/m/ip,3/m/key",
          "Requests for a login code. The key is the address.");

  public static final Setting<List<RateLimit>> CONFIRM_EMAIL =
      FAMILY.dependent(
          property("confirm-email"),
          type(),
          "1/180s/key",
          "Verification mails. The key is the address. The default is `1/10s/key` if "
              + "verification is by code.",
          RateLimitSettings::confirmations);

  public static final Setting<List<RateLimit>> AUTHENTICATION_FAILED =
      limit(
          "authentication-failed",
          "10/300s/user",
          "Incorrect passwords and login codes for one account, under any of its names, at "
              + "login, reauthentication and password change. Reset codes are counted separately, "
              + "and so are second factors, with the same limit. The key is the submitted login name.");

  public static final Setting<List<RateLimit>> RECIPIENT =
      limit(
          "recipient",
          "10/h/key,30/d/key",
          "Mails and short messages of all kinds to one recipient. The key is the recipient. "
              + "Messages beyond the limit are not sent; responses do not reveal it.");

  public static final Setting<List<RateLimit>> CLIENT_AUTHENTICATION_FAILED =
      limit(
          "client-authentication-failed",
          "10/m/ip",
          "Incorrect secrets of clients that introspect and revoke tokens. The key is the "
              + "client's id.");

  public static final Setting<Integer> IPV6_PREFIX =
      FAMILY.setting(
          "allauth.rate-limit.ipv6-prefix",
          integer(32, 128),
          "64",
          "The length of the IPv6 prefix that limits by `ip` count as one client, in bits.");

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
