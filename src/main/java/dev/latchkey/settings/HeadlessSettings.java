package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.list;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;

import dev.latchkey.settings.types.FrontendUrl;
import dev.latchkey.settings.types.MountPath;
import dev.latchkey.settings.types.StrategyName;
import java.util.List;
import java.util.Optional;

/** Settings of the API itself. */
public final class HeadlessSettings {
  static final Family FAMILY = new Family("The API");

  /**
   * {@link StrategyName#SESSION}, {@link StrategyName#JWT}, or the class name of a strategy;
   * aliases are already resolved.
   */
  public static final Setting<String> TOKEN_STRATEGY =
      FAMILY.setting(
          "headless.token-strategy",
          parsed(StrategyName.ALLOWED, StrategyName::parse),
          StrategyName.SESSION,
          "What apps are handed when they log in: session tokens, pairs of access and refresh token, or what a class "
              + "of one's own makes.");

  public static final Setting<List<String>> CLIENTS =
      FAMILY.setting(
          "headless.clients",
          list("`app`", choice("app")),
          "app",
          "The kinds of client that the API is served to; where there is one, its segment may be left out of paths.");

  public static final Setting<String> MOUNT_PATH =
      FAMILY.setting(
          "headless.mount-path",
          parsed(MountPath.ALLOWED, MountPath::parse),
          MountPath.BUILT_IN,
          "The path of the API within the application; before `/app/v1` in all of its paths.");

  public static final Setting<Boolean> SERVE_SPECIFICATION =
      FAMILY.setting(
          "headless.serve-specification",
          bool(),
          "false",
          "Whether the OpenAPI description of this server is served, at `openapi.json` and `openapi.yaml` below "
              + "`HEADLESS_MOUNT_PATH`.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL =
      frontend(
          "account-confirm-email",
          true,
          "The frontend's page that verifies an address; linked in mails.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_RESET_PASSWORD =
      frontend(
          "account-reset-password", false, "The frontend's page where a password reset begins.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY =
      frontend(
          "account-reset-password-from-key",
          true,
          "The frontend's page that sets a new password; linked in mails.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_SIGNUP =
      frontend(
          "account-signup",
          false,
          "The frontend's sign-up page; linked in mails to addresses without account.");

  public static final Setting<Optional<String>> FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR =
      frontend(
          "socialaccount-login-error",
          false,
          "The frontend's page for a login at a provider that failed.");

  private HeadlessSettings() {}

  private static Setting<Optional<String>> frontend(String page, boolean withKey, String purpose) {
    return FAMILY.setting(
        "headless.frontend-urls." + page,
        optional(parsed(FrontendUrl.allowed(withKey), text -> FrontendUrl.checked(text, withKey))),
        purpose);
  }
}
