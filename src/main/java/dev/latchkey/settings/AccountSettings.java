package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static dev.latchkey.settings.types.SettingType.some;
import static dev.latchkey.settings.types.SettingType.text;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.settings.types.CodeFormat;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import dev.latchkey.settings.types.LoginCodeRequirement;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.settings.types.SettingType;
import dev.latchkey.settings.types.SignupFields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of accounts and of the flows around them. */
public final class AccountSettings {
  static final Family FAMILY = new Family("Accounts");

  private static final String FORMAT = "alphanumeric,dashed,8";

  public static final Setting<Set<LoginMethod>> LOGIN_METHODS =
      FAMILY.setting(
          "account.login-methods",
          some(LoginMethod.class),
          "email",
          "What users may log in with, together with a password.");

  public static final Setting<SignupFields> SIGNUP_FIELDS =
      FAMILY.setting(
          "account.signup-fields",
          parsed(SignupFields.ALLOWED, SignupFields::parse),
          "email*,password1*",
          "The fields of sign-up; `password2` has no effect.");

  public static final Setting<Integer> PASSWORD_MIN_LENGTH =
      FAMILY.setting(
          "account.password-min-length",
          integer(1, 128),
          "8",
          "The minimum length of a new password, in characters.");

  public static final Setting<EnumerationPrevention> PREVENT_ENUMERATION =
      FAMILY.setting(
          "account.prevent-enumeration",
          choice(preventions()),
          "true",
          "Whether responses hide which addresses have an account. `strict` hides it at sign-up "
              + "even if addresses are not verified first.");

  public static final Setting<Boolean> EMAIL_UNKNOWN_ACCOUNTS =
      FAMILY.setting(
          "account.email-unknown-accounts",
          bool(),
          "true",
          "Whether requesting a password reset or a login code for an address without an "
              + "account sends a mail there that says so.");

  public static final Setting<Duration> LOGIN_TIMEOUT =
      FAMILY.setting(
          "account.login-timeout",
          seconds(),
          "900",
          "How long a login may stay incomplete before it expires.");

  public static final Setting<EmailVerification> EMAIL_VERIFICATION =
      FAMILY.setting(
          "account.email-verification",
          choice(EmailVerification.class),
          "optional",
          "Whether an address must be verified before a login is complete, gets a mail to "
              + "verify it, or neither.");

  public static final Setting<Boolean> EMAIL_VERIFICATION_BY_CODE_ENABLED =
      FAMILY.setting(
          "account.email-verification-by-code-enabled",
          bool(),
          "false",
          "Whether addresses are verified by a code instead of a link. Requires mandatory "
              + "verification.");

  public static final Setting<Integer> EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS =
      FAMILY.setting(
          "account.email-verification-by-code-max-attempts",
          attempts(),
          "3",
          "The number of incorrect attempts at a verification code.");

  public static final Setting<Duration> EMAIL_VERIFICATION_BY_CODE_TIMEOUT =
      FAMILY.setting(
          "account.email-verification-by-code-timeout",
          seconds(),
          "900",
          "How long a verification code is valid.");

  public static final Setting<CodeFormat> EMAIL_VERIFICATION_BY_CODE_FORMAT =
      FAMILY.setting(
          "account.email-verification-by-code-format",
          format(),
          FORMAT,
          "The format of verification codes.");

  public static final Setting<Boolean> EMAIL_VERIFICATION_SUPPORTS_RESEND =
      FAMILY.setting(
          "account.email-verification-supports-resend",
          bool(),
          "false",
          "Whether a verification code can be sent again.");

  public static final Setting<Boolean> EMAIL_VERIFICATION_SUPPORTS_CHANGE =
      FAMILY.setting(
          "account.email-verification-supports-change",
          bool(),
          "false",
          "Whether users can correct the address while its verification by code is pending.");

  public static final Setting<Duration> EMAIL_CONFIRMATION_EXPIRES =
      FAMILY.setting(
          "account.email-confirmation-expire-days",
          duration(DAYS, 1, 365),
          "3",
          "How long the link in a verification mail is valid.");

  public static final Setting<Boolean> PASSWORD_RESET_BY_CODE_ENABLED =
      FAMILY.setting(
          "account.password-reset-by-code-enabled",
          bool(),
          "false",
          "Whether passwords are reset by a code instead of a link.");

  public static final Setting<Integer> PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS =
      FAMILY.setting(
          "account.password-reset-by-code-max-attempts",
          attempts(),
          "3",
          "The number of incorrect attempts at a reset code.");

  public static final Setting<Duration> PASSWORD_RESET_BY_CODE_TIMEOUT =
      FAMILY.setting(
          "account.password-reset-by-code-timeout",
          seconds(),
          "180",
          "How long a reset code is valid.");

  public static final Setting<CodeFormat> PASSWORD_RESET_BY_CODE_FORMAT =
      FAMILY.setting(
          "account.password-reset-by-code-format", format(), FORMAT, "The format of reset codes.");

  public static final Setting<Duration> PASSWORD_RESET_TIMEOUT =
      FAMILY.setting(
          "password-reset-timeout",
          seconds(),
          "259200",
          "How long the link in a password reset mail is valid.");

  public static final Setting<Boolean> LOGIN_ON_PASSWORD_RESET =
      FAMILY.setting(
          "account.login-on-password-reset",
          bool(),
          "false",
          "Whether resetting a password logs the user in.");

  public static final Setting<Boolean> LOGOUT_ON_PASSWORD_CHANGE =
      FAMILY.setting(
          "account.logout-on-password-change",
          bool(),
          "false",
          "Whether a password change also ends the session that made it. It ends all other "
              + "sessions in any case.");

  public static final Setting<Boolean> LOGIN_BY_CODE_ENABLED =
      FAMILY.setting(
          "account.login-by-code-enabled",
          bool(),
          "false",
          "Whether users may log in with a code sent by mail instead of a password.");

  public static final Setting<LoginCodeRequirement> LOGIN_BY_CODE_REQUIRED =
      FAMILY.setting(
          "account.login-by-code-required",
          parsed(LoginCodeRequirement.ALLOWED, LoginCodeRequirement::parse),
          "false",
          "Which logins must be completed with a code sent by mail.");

  public static final Setting<Integer> LOGIN_BY_CODE_MAX_ATTEMPTS =
      FAMILY.setting(
          "account.login-by-code-max-attempts",
          attempts(),
          "3",
          "The number of incorrect attempts at a login code.");

  public static final Setting<Duration> LOGIN_BY_CODE_TIMEOUT =
      FAMILY.setting(
          "account.login-by-code-timeout", seconds(), "180", "How long a login code is valid.");

  public static final Setting<Boolean> LOGIN_BY_CODE_SUPPORTS_RESEND =
      FAMILY.setting(
          "account.login-by-code-supports-resend",
          bool(),
          "false",
          "Whether a login code can be sent again.");

  public static final Setting<CodeFormat> LOGIN_BY_CODE_FORMAT =
      FAMILY.setting(
          "account.login-by-code-format", format(), FORMAT, "The format of login codes.");

  public static final Setting<Boolean> REAUTHENTICATION_REQUIRED =
      FAMILY.setting(
          "account.reauthentication-required",
          bool(),
          "false",
          "Whether sensitive changes to the account require a recent authentication.");

  public static final Setting<Duration> REAUTHENTICATION_TIMEOUT =
      FAMILY.setting(
          "account.reauthentication-timeout",
          seconds(),
          "300",
          "How long an authentication counts as recent.");

  public static final Setting<Boolean> CHANGE_EMAIL =
      FAMILY.setting(
          "account.change-email",
          bool(),
          "false",
          "Whether an account has a single address, which a new one replaces, instead of a list "
              + "of addresses.");

  public static final Setting<Boolean> DELETION =
      FAMILY.setting(
          "latchkey.account-deletion",
          bool(),
          "false",
          "Whether users can delete their own accounts, after a recent authentication. It cannot be "
              + "undone. Applications that keep data about users can observe it.");

  public static final Setting<Optional<Integer>> MAX_EMAIL_ADDRESSES =
      FAMILY.setting(
          "account.max-email-addresses",
          optional(integer(1, 1000)),
          "The maximum number of addresses of an account. Without it there is no limit.");

  public static final Setting<Boolean> EMAIL_NOTIFICATIONS =
      FAMILY.setting(
          "account.email-notifications",
          bool(),
          "false",
          "Whether users are notified when their password or addresses change: by mail, and by "
              + "short message if messages can be sent and the account has a number.");

  public static final Setting<Optional<String>> EMAIL_SUBJECT_PREFIX =
      FAMILY.setting(
          "account.email-subject-prefix",
          optional(
              text("text of one line", line -> line.chars().noneMatch(Character::isISOControl))),
          "A prefix of the subject of every mail and of every short message, followed by a "
              + "space.");

  private AccountSettings() {}

  private static SettingType<Duration> seconds() {
    return duration(SECONDS, 1, 2_592_000);
  }

  private static SettingType<Integer> attempts() {
    return integer(1, 100);
  }

  private static SettingType<CodeFormat> format() {
    return parsed(CodeFormat.ALLOWED, CodeFormat::parse);
  }

  private static Map<String, EnumerationPrevention> preventions() {
    Map<String, EnumerationPrevention> words = new LinkedHashMap<>();
    words.put("true", EnumerationPrevention.ON);
    words.put("strict", EnumerationPrevention.STRICT);
    words.put("false", EnumerationPrevention.OFF);
    return words;
  }
}
