package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.list;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;

import dev.latchkey.settings.types.BaseUrl;
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
          "The kind of token that a login returns: a session token, a pair of access and "
              + "refresh token, or what a class of the application creates.");

  public static final Setting<List<String>> CLIENTS =
      FAMILY.setting(
          "headless.clients",
          list("`app` and `browser`, comma-separated", choice("app", "browser")),
          "app,browser",
          "The kinds of client that the API serves. If there is only one, paths may omit its segment.");

  public static final Setting<String> MOUNT_PATH =
      FAMILY.setting(
          "headless.mount-path",
          parsed(MountPath.ALLOWED, MountPath::parse),
          MountPath.BUILT_IN,
          "The path of the API within the application, the part before `/app/v1`.");

  public static final Setting<Boolean> COOKIE_AUTHENTICATION =
      FAMILY.setting(
          "latchkey.cookie-authentication",
          bool(),
          "false",
          "Whether the session cookie of browsers identifies callers of the application's own "
              + "endpoints. Unsafe requests need the CSRF token.");

  /** Where the pages for users are within the application, if they are served. */
  public static final String ACCOUNT_PAGES_PATH = "/account/";

  public static final Setting<Boolean> ACCOUNT_PAGES =
      FAMILY.setting(
          "latchkey.account-pages",
          bool(),
          "true",
          "Whether there are pages at `/account/` on which users sign up, log in and manage their "
              + "accounts. They need `browser` among `HEADLESS_CLIENTS`.");

  /** Where the pages for administrators are within the application, if they are served. */
  public static final String ADMIN_PAGES_PATH = "/admin/";

  public static final Setting<Boolean> ADMIN_PAGES =
      FAMILY.setting(
          "latchkey.admin-pages",
          bool(),
          "true",
          "Whether there are pages at `/admin/` for administrators. They need `browser` among "
              + "`HEADLESS_CLIENTS`.");

  public static final Setting<Optional<String>> BASE_URL =
      FAMILY.setting(
          "latchkey.base-url",
          optional(parsed(BaseUrl.ALLOWED, BaseUrl::parse)),
          "Where users reach this application, with the context path and the prefix of a proxy, if "
              + "there are any. Relative URLs of frontend pages are below it. If no such URL is set, "
              + "mails link to the pages of `LATCHKEY_ACCOUNT_PAGES`, at `/account/` below it. A "
              + "request's `Host` is never used for links.");

  public static final Setting<Boolean> SERVE_SPECIFICATION =
      FAMILY.setting(
          "headless.serve-specification",
          bool(),
          "true",
          "Whether this server's OpenAPI document is served, at `openapi.json` and `openapi.yaml` "
              + "under `HEADLESS_MOUNT_PATH`.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL =
      frontend(
          "account-confirm-email",
          true,
          "The frontend's page that verifies an address. Mails link to it.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_RESET_PASSWORD =
      frontend(
          "account-reset-password",
          false,
          "The frontend's page where a password reset begins. Mails link to it.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY =
      frontend(
          "account-reset-password-from-key",
          true,
          "The frontend's page that sets a new password. Mails link to it.");

  public static final Setting<Optional<String>> FRONTEND_URLS_ACCOUNT_SIGNUP =
      frontend(
          "account-signup",
          false,
          "The frontend's sign-up page. Mails to addresses without an account link to it.");

  public static final Setting<Optional<String>> FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR =
      frontend(
          "socialaccount-login-error",
          false,
          "The frontend's page for a failed login at a provider; has no effect so far.");

  private HeadlessSettings() {}

  /** Whether the pages for users are served. They are a client of the browser API. */
  public static boolean servesAccountPages(Settings settings) {
    return settings.get(ACCOUNT_PAGES) && settings.get(CLIENTS).contains("browser");
  }

  /** Whether the pages for administrators are served. They log in by the browser API. */
  public static boolean servesAdminPages(Settings settings) {
    return settings.get(ADMIN_PAGES) && settings.get(CLIENTS).contains("browser");
  }

  private static Setting<Optional<String>> frontend(String page, boolean withKey, String purpose) {
    return FAMILY.dependent(
        "headless.frontend-urls." + page,
        optional(parsed(FrontendUrl.allowed(withKey), text -> FrontendUrl.checked(text, withKey))),
        "",
        purpose,
        (reading, others) ->
            reading.value().map(url -> FrontendUrl.absolute(url, others.get(BASE_URL).orElse(""))));
  }
}
