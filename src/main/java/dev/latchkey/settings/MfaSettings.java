package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.list;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static dev.latchkey.settings.types.SettingType.text;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.FactorRequirement;
import dev.latchkey.settings.types.WebAuthnOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of second factors. */
public final class MfaSettings {
  static final Family FAMILY = new Family("Second factors");

  public static final Setting<List<AuthenticatorType>> SUPPORTED_TYPES =
      FAMILY.setting(
          "mfa.supported-types",
          list(
              "`recovery_codes`, `totp` and `webauthn`, comma-separated",
              choice(AuthenticatorType.class)),
          "recovery_codes,totp",
          "The types of second factor that users can add. Factors of other types that they have "
              + "already stay valid until they are removed.");

  public static final Setting<Duration> TOTP_PERIOD =
      FAMILY.setting(
          "mfa.totp-period",
          duration(SECONDS, 10, 300),
          "30",
          "How long one TOTP code is valid. Authenticator apps keep what was set when they were added.");

  public static final Setting<Integer> TOTP_DIGITS =
      FAMILY.setting(
          "mfa.totp-digits",
          integer(6, 8),
          "6",
          "The length of TOTP codes. Authenticator apps keep what was set when they were added.");

  public static final Setting<String> TOTP_ISSUER =
      FAMILY.setting(
          "mfa.totp-issuer",
          text(
              "1 to 100 characters without a colon",
              issuer -> issuer.length() <= 100 && issuer.indexOf(':') < 0),
          "Latchkey",
          "The name that authenticator apps show for this service.");

  public static final Setting<Integer> TOTP_TOLERANCE =
      FAMILY.setting(
          "mfa.totp-tolerance",
          integer(0, 10),
          "0",
          "How many TOTP codes before and after the current one are valid too.");

  public static final Setting<Integer> RECOVERY_CODE_COUNT =
      FAMILY.setting(
          "mfa.recovery-code-count",
          integer(1, 50),
          "10",
          "How many recovery codes an account gets at a time.");

  public static final Setting<Integer> RECOVERY_CODE_DIGITS =
      FAMILY.setting(
          "mfa.recovery-code-digits", integer(6, 12), "8", "The length of recovery codes.");

  public static final Setting<Boolean> RECOVERY_CODES_SHOW_ONCE =
      FAMILY.setting(
          "mfa.recovery-codes-show-once",
          bool(),
          "false",
          "Whether recovery codes are shown only once. After that, only their digests are stored.");

  public static final Setting<Boolean> ALLOW_UNVERIFIED_EMAIL =
      FAMILY.setting(
          "mfa.allow-unverified-email",
          bool(),
          "false",
          "Whether an account can have second factors while one of its addresses is unverified.");

  public static final Setting<Boolean> PASSKEY_LOGIN_ENABLED =
      FAMILY.setting(
          "mfa.passkey-login-enabled",
          bool(),
          "false",
          "Whether users can log in with a passkey alone.");

  public static final Setting<Boolean> PASSKEY_SIGNUP_ENABLED =
      FAMILY.setting(
          "mfa.passkey-signup-enabled",
          bool(),
          "false",
          "Whether users can sign up with a passkey instead of a password.");

  public static final Setting<Optional<String>> WEBAUTHN_RP_ID =
      FAMILY.setting(
          "mfa.webauthn-rp-id",
          optional(
              text(
                  "a host name in lower case, such as `example.org`, without scheme and port",
                  host -> host.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"))),
          "The domain that passkeys are for: the host of the web pages that use them, or a parent "
              + "domain of it. Without it, the host that requests are sent to. Passkeys do not "
              + "survive a change.");

  public static final Setting<List<String>> WEBAUTHN_ORIGINS =
      FAMILY.setting(
          "mfa.webauthn-origins",
          list(WebAuthnOrigin.ALLOWED, parsed(WebAuthnOrigin.ALLOWED, WebAuthnOrigin::parse)),
          "The origins of web pages and Android apps that may use passkeys, in addition to "
              + "`https://` and the host that requests are sent to, and to `https://` and "
              + "`MFA_WEBAUTHN_RP_ID`.");

  public static final Setting<Boolean> WEBAUTHN_ALLOW_INSECURE_ORIGIN =
      FAMILY.setting(
          "mfa.webauthn-allow-insecure-origin",
          bool(),
          "false",
          "Whether passkeys can be used on `http://` and the host that requests are sent to. Only "
              + "for development: browsers accept it for `localhost`.");

  public static final Setting<FactorRequirement> REQUIRED =
      FAMILY.setting(
          "latchkey.mfa-required",
          parsed(FactorRequirement.ALLOWED, FactorRequirement::parse),
          FactorRequirement.STANDARD,
          "Who must have a second factor. A user who has none adds one before the login is complete, and "
              + "cannot remove the last one. The default has no effect if neither `totp` nor `webauthn` "
              + "is among `MFA_SUPPORTED_TYPES`.");

  private MfaSettings() {}
}
