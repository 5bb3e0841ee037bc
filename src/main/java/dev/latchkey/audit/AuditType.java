package dev.latchkey.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The kinds of event that are recorded.
 *
 * @since 1.0
 */
public enum AuditType {
  SIGNED_UP,
  LOGGED_IN,
  LOGIN_FAILED,
  LOGGED_OUT,
  REAUTHENTICATED,
  REAUTHENTICATION_FAILED,
  SESSION_ENDED,
  CODE_REFUSED,
  MFA_ADDED,
  MFA_REMOVED,
  MFA_USED,
  MFA_FAILED,
  DEVICE_TRUSTED,
  TRUSTED_DEVICE_USED,
  TRUSTED_DEVICE_REMOVED,
  PASSKEY_COUNTER_WENT_BACK,
  RECOVERY_CODES_GENERATED,
  PASSWORD_CHANGED,
  PASSWORD_CHANGE_FAILED,
  PASSWORD_RESET_REQUESTED,
  PASSWORD_RESET,
  EMAIL_ADDED,
  EMAIL_VERIFIED,
  EMAIL_MADE_PRIMARY,
  EMAIL_REMOVED,
  ACCOUNT_DELETED,
  REFRESH_TOKEN_REUSED,
  TOKEN_REVOKED,
  CLIENT_AUTHENTICATION_FAILED,
  MAIL_WITHHELD,
  ADMIN_LISTED_ACCOUNTS,
  ADMIN_READ_ACCOUNT,
  ADMIN_CREATED_ACCOUNT,
  ADMIN_ACTIVATED_ACCOUNT,
  ADMIN_DEACTIVATED_ACCOUNT,
  ADMIN_DELETED_ACCOUNT,
  ADMIN_SET_GROUPS,
  ADMIN_SET_ATTRIBUTES,
  ADMIN_ENDED_SESSIONS,
  ADMIN_LISTED_AUTHENTICATORS,
  ADMIN_REMOVED_AUTHENTICATORS,
  ADMIN_LISTED_TRUSTED_DEVICES,
  ADMIN_REMOVED_TRUSTED_DEVICES,
  ADMIN_ROTATED_KEYS,
  ADMIN_REVOKED_KEY,
  ADMIN_READ_AUDIT,
  ADMIN_EXPORTED_AUDIT,
  ADMIN_INVITED_ACCOUNT,
  ADMIN_SENT_RESET,
  ADMIN_VERIFIED_EMAIL,
  ADMIN_LISTED_SESSIONS,
  ADMIN_ENDED_SESSION,
  ADMIN_LISTED_KEYS,
  ADMIN_READ_SETTINGS,
  ADMIN_LISTED_MAIL,
  ADMIN_RETRIED_MAIL,
  ADMIN_DISCARDED_MAIL,
  ADMIN_SENT_TEST_MAIL,
  ADMIN_LISTED_RATE_LIMITS,
  ADMIN_LIFTED_RATE_LIMIT,
  ADMIN_INSPECTED_TOKEN,
  FIRST_ADMIN_CREATED,
  FIRST_ADMIN_REFUSED;

  private static final Set<AuditType> FAILURES =
      EnumSet.of(
          LOGIN_FAILED,
          REAUTHENTICATION_FAILED,
          CODE_REFUSED,
          MFA_FAILED,
          PASSKEY_COUNTER_WENT_BACK,
          PASSWORD_CHANGE_FAILED,
          REFRESH_TOKEN_REUSED,
          CLIENT_AUTHENTICATION_FAILED,
          MAIL_WITHHELD,
          FIRST_ADMIN_REFUSED);

  /** Whether something was attempted in vain, or rejected. */
  public boolean isFailure() {
    return FAILURES.contains(this);
  }

  /** The names of all types that are failures. */
  public static List<String> failures() {
    return FAILURES.stream().map(AuditType::text).toList();
  }

  /** Whether events of this type, by its name, are failures; those of unknown types are not. */
  public static boolean isFailure(String text) {
    return FAILURES.stream().anyMatch(type -> type.text().equals(text));
  }

  /** The name in the database and the log: {@code logged_in}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
