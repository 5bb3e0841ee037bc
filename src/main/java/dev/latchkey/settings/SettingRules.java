package dev.latchkey.settings;

import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.FrontendUrl;
import dev.latchkey.settings.types.SameSite;
import dev.latchkey.settings.types.Secret;
import dev.latchkey.settings.types.SignupFields;
import dev.latchkey.settings.types.SignupFields.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules between settings. Rules about a setting that is invalid by itself are skipped. */
final class SettingRules {
  private record Rule(Predicate<Settings> broken, String problem, List<Setting<?>> about) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              SettingRules::asksForTooFew,
              "ACCOUNT_SIGNUP_FIELDS must ask for everything that ACCOUNT_LOGIN_METHODS names, and require at least "
                  + "one of it",
              AccountSettings.SIGNUP_FIELDS,
              AccountSettings.LOGIN_METHODS),
          rule(
              settings ->
                  settings.get(AccountSettings.SIGNUP_FIELDS).asks(Field.PASSWORD2)
                      && !settings.get(AccountSettings.SIGNUP_FIELDS).asks(Field.PASSWORD1),
              "ACCOUNT_SIGNUP_FIELDS names password2, which repeats password1, without password1",
              AccountSettings.SIGNUP_FIELDS),
          rule(
              settings ->
                  settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY
                      && !settings.get(AccountSettings.SIGNUP_FIELDS).requires(Field.EMAIL),
              "ACCOUNT_EMAIL_VERIFICATION=mandatory needs email* among ACCOUNT_SIGNUP_FIELDS",
              AccountSettings.EMAIL_VERIFICATION,
              AccountSettings.SIGNUP_FIELDS),
          rule(
              settings ->
                  settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED)
                      && settings.get(AccountSettings.EMAIL_VERIFICATION)
                          != EmailVerification.MANDATORY,
              "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=true needs ACCOUNT_EMAIL_VERIFICATION=mandatory",
              AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED,
              AccountSettings.EMAIL_VERIFICATION),
          rule(
              settings ->
                  HeadlessSettings.servesAccountPages(settings)
                      && isMountedOn(HeadlessSettings.ACCOUNT_PAGES_PATH, settings),
              "HEADLESS_MOUNT_PATH is at or below /account, where the pages of LATCHKEY_ACCOUNT_PAGES are",
              HeadlessSettings.MOUNT_PATH,
              HeadlessSettings.ACCOUNT_PAGES),
          rule(
              settings ->
                  HeadlessSettings.servesAdminPages(settings)
                      && isMountedOn(HeadlessSettings.ADMIN_PAGES_PATH, settings),
              "HEADLESS_MOUNT_PATH is at or below /admin, where the pages of LATCHKEY_ADMIN_PAGES are",
              HeadlessSettings.MOUNT_PATH,
              HeadlessSettings.ADMIN_PAGES),
          rule(
              settings ->
                  settings.get(MfaSettings.PASSKEY_LOGIN_ENABLED) && !supportsPasskeys(settings),
              "MFA_PASSKEY_LOGIN_ENABLED=true needs webauthn among MFA_SUPPORTED_TYPES",
              MfaSettings.PASSKEY_LOGIN_ENABLED,
              MfaSettings.SUPPORTED_TYPES),
          rule(
              settings ->
                  settings.get(MfaSettings.PASSKEY_SIGNUP_ENABLED)
                      && !settings.get(MfaSettings.PASSKEY_LOGIN_ENABLED),
              "MFA_PASSKEY_SIGNUP_ENABLED=true needs MFA_PASSKEY_LOGIN_ENABLED=true",
              MfaSettings.PASSKEY_SIGNUP_ENABLED,
              MfaSettings.PASSKEY_LOGIN_ENABLED),
          rule(
              settings ->
                  settings.get(MfaSettings.PASSKEY_SIGNUP_ENABLED)
                      && !settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED),
              "MFA_PASSKEY_SIGNUP_ENABLED=true needs ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=true",
              MfaSettings.PASSKEY_SIGNUP_ENABLED,
              AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED),
          rule(
              settings ->
                  settings.get(MfaSettings.REQUIRED).needsFactors()
                      && settings.get(MfaSettings.SUPPORTED_TYPES).stream()
                          .noneMatch(AuthenticatorType::protects),
              "LATCHKEY_MFA_REQUIRED needs totp or webauthn among MFA_SUPPORTED_TYPES, or nobody as its value",
              MfaSettings.REQUIRED,
              MfaSettings.SUPPORTED_TYPES),
          rule(
              settings ->
                  settings.get(JwtSettings.PRIVATE_KEY).isPresent()
                      && settings.get(JwtSettings.PRIVATE_KEY_FILE).isPresent(),
              "HEADLESS_JWT_PRIVATE_KEY and HEADLESS_JWT_PRIVATE_KEY_FILE must not both be set",
              JwtSettings.PRIVATE_KEY,
              JwtSettings.PRIVATE_KEY_FILE),
          rule(
              settings ->
                  !settings.get(ServerSettings.PREVIOUS_SECRET_KEYS).isEmpty()
                      && settings.get(ServerSettings.SECRET_KEY).isEmpty(),
              "LATCHKEY_PREVIOUS_SECRET_KEYS needs SECRET_KEY",
              ServerSettings.PREVIOUS_SECRET_KEYS,
              ServerSettings.SECRET_KEY),
          rule(
              settings ->
                  settings
                      .get(ServerSettings.SECRET_KEY)
                      .filter(settings.get(ServerSettings.PREVIOUS_SECRET_KEYS)::contains)
                      .isPresent(),
              "LATCHKEY_PREVIOUS_SECRET_KEYS must not contain the value of SECRET_KEY",
              ServerSettings.PREVIOUS_SECRET_KEYS,
              ServerSettings.SECRET_KEY),
          rule(
              SettingRules::repeatsAPreviousKey,
              "LATCHKEY_PREVIOUS_SECRET_KEYS must not contain a value twice",
              ServerSettings.PREVIOUS_SECRET_KEYS),
          rule(
              settings -> settings.get(MailSettings.USE_TLS) && settings.get(MailSettings.USE_SSL),
              "EMAIL_USE_TLS and EMAIL_USE_SSL must not both be true",
              MailSettings.USE_TLS,
              MailSettings.USE_SSL),
          rule(
              settings ->
                  settings.get(MailSettings.HOST_PASSWORD).isPresent()
                      && settings.get(MailSettings.HOST_USER).isEmpty(),
              "EMAIL_HOST_PASSWORD needs EMAIL_HOST_USER",
              MailSettings.HOST_PASSWORD,
              MailSettings.HOST_USER),
          rule(
              settings ->
                  settings.get(SmsSettings.WEBHOOK_TOKEN).isPresent()
                      && settings.get(SmsSettings.WEBHOOK_URL).isEmpty(),
              "SMS_WEBHOOK_TOKEN needs SMS_WEBHOOK_URL",
              SmsSettings.WEBHOOK_TOKEN,
              SmsSettings.WEBHOOK_URL),
          rule(
              SettingRules::hasRelativeUrl,
              "a relative URL among HEADLESS_FRONTEND_URLS needs LATCHKEY_BASE_URL",
              HeadlessSettings.BASE_URL,
              HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL,
              HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD,
              HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY,
              HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP,
              HeadlessSettings.FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR),
          rule(
              settings ->
                  settings
                      .get(SessionSettings.COOKIE_NAME)
                      .equals(settings.get(CsrfSettings.COOKIE_NAME)),
              "SESSION_COOKIE_NAME and CSRF_COOKIE_NAME must differ",
              SessionSettings.COOKIE_NAME,
              CsrfSettings.COOKIE_NAME),
          rule(
              settings ->
                  Set.of(
                          settings.get(SessionSettings.COOKIE_NAME),
                          settings.get(CsrfSettings.COOKIE_NAME))
                      .contains(settings.get(TrustSettings.COOKIE_NAME)),
              "MFA_TRUST_COOKIE_NAME must differ from SESSION_COOKIE_NAME and CSRF_COOKIE_NAME",
              TrustSettings.COOKIE_NAME,
              SessionSettings.COOKIE_NAME,
              CsrfSettings.COOKIE_NAME),
          rule(
              settings ->
                  settings.get(SessionSettings.COOKIE_SAMESITE) == SameSite.NONE
                      && isOff(settings.get(SessionSettings.COOKIE_SECURE)),
              "SESSION_COOKIE_SAMESITE=None needs SESSION_COOKIE_SECURE: browsers reject such a cookie",
              SessionSettings.COOKIE_SAMESITE,
              SessionSettings.COOKIE_SECURE),
          rule(
              settings ->
                  settings.get(CsrfSettings.COOKIE_SAMESITE) == SameSite.NONE
                      && isOff(settings.get(CsrfSettings.COOKIE_SECURE)),
              "CSRF_COOKIE_SAMESITE=None needs CSRF_COOKIE_SECURE: browsers reject such a cookie",
              CsrfSettings.COOKIE_SAMESITE,
              CsrfSettings.COOKIE_SECURE),
          rule(
              settings ->
                  TrustSettings.hasOwnSecurity(settings)
                      && TrustSettings.sameSite(settings) == SameSite.NONE
                      && isOff(TrustSettings.secure(settings)),
              "MFA_TRUST_COOKIE_SAMESITE=None needs MFA_TRUST_COOKIE_SECURE: browsers reject such a cookie",
              TrustSettings.COOKIE_SAMESITE,
              TrustSettings.COOKIE_SECURE),
          rule(
              settings ->
                  breaksPrefix(
                      settings.get(SessionSettings.COOKIE_NAME),
                      settings.get(SessionSettings.COOKIE_SECURE),
                      settings.get(SessionSettings.COOKIE_DOMAIN),
                      settings.get(SessionSettings.COOKIE_PATH)),
              "a SESSION_COOKIE_NAME that begins with __Secure- must be secure, and one with __Host- also have the "
                  + "path / and no domain: browsers reject other cookies",
              SessionSettings.COOKIE_NAME,
              SessionSettings.COOKIE_SECURE,
              SessionSettings.COOKIE_DOMAIN,
              SessionSettings.COOKIE_PATH),
          rule(
              settings ->
                  breaksPrefix(
                      settings.get(CsrfSettings.COOKIE_NAME),
                      settings.get(CsrfSettings.COOKIE_SECURE),
                      settings.get(CsrfSettings.COOKIE_DOMAIN),
                      settings.get(CsrfSettings.COOKIE_PATH)),
              "a CSRF_COOKIE_NAME that begins with __Secure- must be secure, and one with __Host- also have the path "
                  + "/ and no domain: browsers reject other cookies",
              CsrfSettings.COOKIE_NAME,
              CsrfSettings.COOKIE_SECURE,
              CsrfSettings.COOKIE_DOMAIN,
              CsrfSettings.COOKIE_PATH),
          rule(
              settings ->
                  breaksPrefix(
                      settings.get(TrustSettings.COOKIE_NAME),
                      TrustSettings.secure(settings),
                      TrustSettings.domain(settings),
                      TrustSettings.path(settings)),
              "an MFA_TRUST_COOKIE_NAME that begins with __Secure- must be secure, and one with __Host- also have the "
                  + "path / and no domain: browsers reject other cookies",
              TrustSettings.COOKIE_NAME,
              TrustSettings.COOKIE_SECURE,
              TrustSettings.COOKIE_DOMAIN,
              TrustSettings.COOKIE_PATH));

  private SettingRules() {}

  static void check(
      Settings settings, Map<Setting<?>, Setting.Reading<?>> readings, Problems problems) {
    for (Rule rule : RULES) {
      if (rule.about().stream().noneMatch(problems::concern) && rule.broken().test(settings)) {
        problems.contradiction(rule.problem(), rule.about(), readings);
      }
    }
  }

  /** Whether the API is at or below the path of an application of pages. */
  private static boolean isMountedOn(String pages, Settings settings) {
    return (settings.get(HeadlessSettings.MOUNT_PATH) + "/").startsWith(pages);
  }

  private static boolean hasRelativeUrl(Settings settings) {
    return Stream.of(
            HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL,
            HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD,
            HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY,
            HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP,
            HeadlessSettings.FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR)
        .map(settings::get)
        .flatMap(Optional::stream)
        .anyMatch(FrontendUrl::isRelative);
  }

  private static boolean isOff(Optional<Boolean> setting) {
    return setting.isPresent() && !setting.get();
  }

  /** RFC 6265bis §4.1.3. */
  private static boolean breaksPrefix(
      String name, Optional<Boolean> secure, Optional<String> domain, String path) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isForHost = lower.startsWith("__host-");
    return (isForHost || lower.startsWith("__secure-")) && isOff(secure)
        || isForHost && (domain.isPresent() || !path.equals("/"));
  }

  private static Rule rule(Predicate<Settings> broken, String problem, Setting<?>... about) {
    return new Rule(broken, problem, List.of(about));
  }

  private static boolean repeatsAPreviousKey(Settings settings) {
    List<Secret> keys = settings.get(ServerSettings.PREVIOUS_SECRET_KEYS);
    return keys.stream().distinct().count() < keys.size();
  }

  private static boolean supportsPasskeys(Settings settings) {
    return settings.get(MfaSettings.SUPPORTED_TYPES).contains(AuthenticatorType.WEBAUTHN);
  }

  private static boolean asksForTooFew(Settings settings) {
    SignupFields fields = settings.get(AccountSettings.SIGNUP_FIELDS);
    List<Field> logins =
        settings.get(AccountSettings.LOGIN_METHODS).stream()
            .map(method -> Field.valueOf(method.name()))
            .toList();
    return !logins.stream().allMatch(fields::asks) || logins.stream().noneMatch(fields::requires);
  }
}
