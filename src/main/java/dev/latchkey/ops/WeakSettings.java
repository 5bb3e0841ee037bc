package dev.latchkey.ops;

import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.FrontendPages;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.MailSettings;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SharedSecrets;
import dev.latchkey.settings.types.CodeFormat;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import dev.latchkey.settings.types.FactorRequirement;
import dev.latchkey.settings.types.RefreshTokenKey;
import dev.latchkey.settings.types.StrategyName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Settings that weaken the server: allowed, but reported. */
final class WeakSettings {

  private static final int SHORT_PASSWORD = 8;
  private static final int FEW_DIGITS = 6;
  private static final Duration LONG_ACCESS = Duration.ofHours(1);
  private static final Duration LONG_REUSE = Duration.ofSeconds(60);
  private static final Predicate<String> THIS_MACHINE =
      host ->
          host.equals("localhost")
              || host.startsWith("127.")
              || host.equals("::1")
              || host.equals("[::1]");

  /** A setting, the condition under which it is weak, and the sentence about it. */
  private record Rule(
      Setting<?> setting, Predicate<Settings> weak, Function<Settings, String> sentence) {

    String text(Settings settings) {
      return setting.environmentName() + " " + sentence.apply(settings);
    }
  }

  private static final List<Setting<Optional<String>>> FRONTEND_URLS =
      List.of(
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_CONFIRM_EMAIL,
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD,
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY,
          HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP,
          HeadlessSettings.FRONTEND_URLS_SOCIALACCOUNT_LOGIN_ERROR);

  private static final List<Rule> RULES =
      List.of(
          rule(
              ServerSettings.ALLOW_WEAK_SECRETS,
              s -> s.get(ServerSettings.ALLOW_WEAK_SECRETS),
              s -> "is true: weak secrets are accepted. Use this for evaluation only."),
          rule(
              ServerSettings.SECRET_KEY,
              s -> s.get(ServerSettings.SECRET_KEY).isEmpty(),
              s ->
                  "is not set"
                      + (hasOwnSigningKey(s)
                          ? ""
                          : ", nor is " + JwtSettings.PRIVATE_KEY.environmentName())
                      + ": generated here and kept in the database. Use this for evaluation only."),
          rule(
              ServerSettings.TRUSTED_PROXY_COUNT,
              s -> s.get(ServerSettings.TRUSTED_PROXY_COUNT) == 0,
              s ->
                  "is 0: if a proxy terminates TLS in front of this server, count it, or all "
                      + "clients share its address; without a proxy, passwords and tokens are not "
                      + "encrypted unless this server uses TLS."),
          rule(
              RateLimitSettings.ENABLED,
              s -> !s.get(RateLimitSettings.ENABLED),
              s -> "is false: passwords and codes can be guessed without limit."),
          rule(
              RateLimitSettings.LOGIN_FAILED,
              s ->
                  s.get(RateLimitSettings.ENABLED)
                      && s.get(RateLimitSettings.LOGIN_FAILED).isEmpty(),
              s -> "is false: passwords can be guessed without limit."),
          rule(
              RateLimitSettings.AUTHENTICATION_FAILED,
              s ->
                  s.get(RateLimitSettings.ENABLED)
                      && s.get(RateLimitSettings.AUTHENTICATION_FAILED).isEmpty(),
              s ->
                  "is false: passwords and codes of an account can be guessed under each of its "
                      + "names without limit."),
          rule(
              RateLimitSettings.RECIPIENT,
              s -> s.get(RateLimitSettings.ENABLED) && s.get(RateLimitSettings.RECIPIENT).isEmpty(),
              s -> "is false: an attacker can cause thousands of mails a day to any address."),
          rule(
              AccountSettings.PREVENT_ENUMERATION,
              s -> s.get(AccountSettings.PREVENT_ENUMERATION) == EnumerationPrevention.OFF,
              s -> "is false: anyone can find out who has an account."),
          rule(
              AccountSettings.PASSWORD_MIN_LENGTH,
              s -> s.get(AccountSettings.PASSWORD_MIN_LENGTH) < SHORT_PASSWORD,
              s -> "is below 8: short passwords can be guessed from a copy of the database."),
          rule(
              JwtSettings.REFRESH_TOKEN_REUSE_DETECTION,
              s -> isJwt(s) && !s.get(JwtSettings.REFRESH_TOKEN_REUSE_DETECTION),
              s -> "is false: a stolen refresh token stays valid along with its owner's."),
          rule(
              JwtSettings.ROTATE_REFRESH_TOKEN,
              s -> isJwt(s) && !s.get(JwtSettings.ROTATE_REFRESH_TOKEN),
              s -> "is false: a stolen refresh token is valid until it expires."),
          rule(
              JwtSettings.REFRESH_TOKEN_KEY,
              s -> isJwt(s) && s.get(JwtSettings.REFRESH_TOKEN_KEY) == RefreshTokenKey.SIGNING,
              s ->
                  "is signing: libraries that check only signature and expiry accept refresh "
                      + "tokens as access tokens. Use this only while nodes of the previous "
                      + "release run."),
          rule(
              JwtSettings.ACCESS_TOKEN_EXPIRES_IN,
              s ->
                  isJwt(s)
                      && !s.get(JwtSettings.STATEFUL_VALIDATION_ENABLED)
                      && s.get(JwtSettings.ACCESS_TOKEN_EXPIRES_IN).compareTo(LONG_ACCESS) > 0,
              s -> "is more than an hour: access tokens can outlive their session that long."),
          rule(
              MailSettings.HOST,
              s ->
                  s.get(MailSettings.JNDI_NAME).isEmpty()
                      && s.get(MailSettings.HOST).filter(THIS_MACHINE.negate()).isPresent()
                      && !s.get(MailSettings.USE_TLS)
                      && !s.get(MailSettings.USE_SSL),
              s ->
                  "is another machine, and neither EMAIL_USE_TLS nor EMAIL_USE_SSL is true: "
                      + "codes and links are sent unencrypted."),
          rule(
              ServerSettings.CORS_ALLOWED_ORIGINS,
              s ->
                  s.get(ServerSettings.CORS_ALLOWED_ORIGINS).stream()
                      .anyMatch(WeakSettings::isInTheClear),
              s -> "has an origin without TLS: an attacker on the network can act in its name."),
          rule(
              JwtSettings.ISSUER,
              s -> s.get(JwtSettings.ISSUER).filter(WeakSettings::isInTheClear).isPresent(),
              s ->
                  "is an http URL: resource servers fetch keys and metadata from it, and an "
                      + "attacker on the network can replace them."),
          rule(
              JwtSettings.ALGORITHM,
              s ->
                  isJwt(s)
                      && !s.get(JwtSettings.ALGORITHM).kind().isAsymmetric()
                      && !hasOwnSigningKey(s),
              s ->
                  "is "
                      + s.get(JwtSettings.ALGORITHM)
                      + " with SECRET_KEY: every server that verifies tokens then has this "
                      + "server's secret. Use an asymmetric algorithm, or set "
                      + JwtSettings.PRIVATE_KEY.environmentName()
                      + "."),
          rule(
              JwtSettings.REFRESH_TOKEN_REUSE_INTERVAL,
              s ->
                  isJwt(s)
                      && s.get(JwtSettings.ROTATE_REFRESH_TOKEN)
                      && s.get(JwtSettings.REFRESH_TOKEN_REUSE_INTERVAL).compareTo(LONG_REUSE) > 0,
              s -> "is above 60: a stolen refresh token works undetected that long."),
          rule(
              AccountSettings.LOGIN_BY_CODE_ENABLED,
              s ->
                  s.get(AccountSettings.LOGIN_BY_CODE_ENABLED)
                      && s.get(AccountSettings.EMAIL_VERIFICATION) != EmailVerification.MANDATORY,
              s ->
                  "is true and ACCOUNT_EMAIL_VERIFICATION is not mandatory: a login code opens "
                      + "accounts whose address is not verified."),
          rule(
              AccountSettings.REAUTHENTICATION_REQUIRED,
              s -> !s.get(AccountSettings.REAUTHENTICATION_REQUIRED),
              s ->
                  "is false: a stolen session token is enough to change the addresses of an account."),
          rule(
              MfaSettings.REQUIRED,
              s -> !includesAdministrators(s.get(MfaSettings.REQUIRED)),
              s ->
                  "does not include "
                      + Groups.ADMIN
                      + ": a password alone opens the administration."),
          rule(
              MfaSettings.WEBAUTHN_ALLOW_INSECURE_ORIGIN,
              s -> s.get(MfaSettings.WEBAUTHN_ALLOW_INSECURE_ORIGIN),
              s ->
                  "is true: passkeys are accepted from pages without TLS. Use this for development only."),
          digits(
              AccountSettings.EMAIL_VERIFICATION_BY_CODE_FORMAT,
              s -> s.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED)),
          digits(
              AccountSettings.PASSWORD_RESET_BY_CODE_FORMAT,
              s -> s.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED)),
          digits(
              AccountSettings.LOGIN_BY_CODE_FORMAT,
              s ->
                  s.get(AccountSettings.LOGIN_BY_CODE_ENABLED)
                      || s.get(AccountSettings.LOGIN_BY_CODE_REQUIRED).appliesTo("password")));

  private WeakSettings() {}

  /** One sentence for each setting that is weak. */
  static List<String> in(Settings settings) {
    List<String> found = new ArrayList<>();
    RULES.stream()
        .filter(rule -> rule.weak().test(settings))
        .forEach(rule -> found.add(rule.text(settings)));
    found.addAll(SharedSecrets.weaknesses(settings));
    FRONTEND_URLS.stream()
        .filter(url -> settings.get(url).filter(WeakSettings::isInTheClear).isPresent())
        .forEach(
            url ->
                found.add(
                    url.environmentName()
                        + " is an http URL: mails link to it, and the keys in these links are "
                        + "sent unencrypted."));
    FrontendPages.ownBase(settings)
        .filter(WeakSettings::isInTheClear)
        .ifPresent(
            base ->
                found.add(
                    HeadlessSettings.BASE_URL.environmentName()
                        + " is an http URL: mails link to the pages there, and the keys in these "
                        + "links are sent unencrypted."));
    return found;
  }

  private static Rule digits(Setting<CodeFormat> format, Predicate<Settings> used) {
    return rule(
        format,
        s -> used.test(s) && s.get(format).numeric() && s.get(format).length() <= FEW_DIGITS,
        s ->
            "makes codes of six digits: one in a million guesses is correct. Use eight digits, "
                + "or letters and digits.");
  }

  private static Rule rule(
      Setting<?> setting, Predicate<Settings> weak, Function<Settings, String> sentence) {
    return new Rule(setting, weak, sentence);
  }

  private static boolean hasOwnSigningKey(Settings settings) {
    return settings.get(JwtSettings.PRIVATE_KEY).isPresent()
        || settings.get(JwtSettings.PRIVATE_KEY_FILE).isPresent();
  }

  private static boolean includesAdministrators(FactorRequirement required) {
    return required.everyone() || required.groups().contains(Groups.ADMIN);
  }

  private static boolean isJwt(Settings settings) {
    return settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.JWT);
  }

  /** Whether it is an {@code http} URL of another machine; braces stand for keys. */
  private static boolean isInTheClear(String url) {
    if (!url.regionMatches(true, 0, "http:", 0, "http:".length())) {
      return false;
    }
    String host = URI.create(url.replaceAll("[{}]", "")).getHost();
    return host == null || !THIS_MACHINE.test(host.toLowerCase(Locale.ROOT));
  }
}
