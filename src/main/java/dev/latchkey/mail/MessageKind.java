package dev.latchkey.mail;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.FrontendPages;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of message, each with its required values. All have the recipient's address, and
 * notifications also the client and the time.
 */
public enum MessageKind {
  /** Needs {@code link}. */
  VERIFY_EMAIL_LINK(AccountSettings.EMAIL_CONFIRMATION_EXPIRES, "link"),
  /** Needs {@code code}. */
  VERIFY_EMAIL_CODE(AccountSettings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT, "code"),
  /** Needs {@code link}; shows {@code username} if given. */
  PASSWORD_RESET_LINK(AccountSettings.PASSWORD_RESET_TIMEOUT, "link"),
  /** Needs {@code code}; shows {@code username} if given. */
  PASSWORD_RESET_CODE(AccountSettings.PASSWORD_RESET_BY_CODE_TIMEOUT, "code"),
  /**
   * An administrator has created an account for the recipient. Needs {@code link}, to set a
   * password; shows {@code username} if given.
   */
  INVITATION(AccountSettings.PASSWORD_RESET_TIMEOUT, "link"),
  /** An administrator tests the delivery of mail. */
  TEST(null, null),
  /** Needs {@code code}. */
  LOGIN_CODE(AccountSettings.LOGIN_BY_CODE_TIMEOUT, "code"),
  /**
   * A reset or login code was requested for this address, which has no account. Links to the
   * sign-up page.
   */
  PASSWORD_RESET_UNKNOWN_ACCOUNT(null, null),
  /**
   * A sign-up with this address was attempted, although it has an account. Links to the reset page.
   */
  SIGNUP_ACCOUNT_EXISTS(null, null),
  PASSWORD_CHANGED(null, null),
  PASSWORD_RESET(null, null),
  PASSWORD_SET(null, null),
  /** Needs {@code email}: the one that was added. */
  EMAIL_ADDED(null, "email"),
  /** Needs {@code email}: the new primary address. */
  EMAIL_CHANGED(null, "email"),
  /** Needs {@code email}: the one that was removed. */
  EMAIL_REMOVED(null, "email"),
  TOTP_ADDED(null, null),
  TOTP_REMOVED(null, null),
  PASSKEY_ADDED(null, null),
  PASSKEY_REMOVED(null, null),
  RECOVERY_CODES_GENERATED(null, null),
  ACCOUNT_DELETED(null, null);

  private static final Set<MessageKind> NOTIFICATIONS =
      EnumSet.range(PASSWORD_CHANGED, ACCOUNT_DELETED);
  private static final Duration WORTH_TRYING = Duration.ofDays(3);

  private final @Nullable Setting<Duration> validity;
  private final @Nullable String needed;

  MessageKind(@Nullable Setting<Duration> validity, @Nullable String needed) {
    this.validity = validity;
    this.needed = needed;
  }

  /** Whether it is a notification of a change, with the time and the client that made it. */
  public boolean isNotification() {
    return NOTIFICATIONS.contains(this);
  }

  /** The name of the required value, if there is one. */
  public Optional<String> needed() {
    return Optional.ofNullable(needed);
  }

  /** The prefix of its texts in the bundles. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of a notification's text that says what to do if it was not the user. */
  String adviceKey() {
    return this == ACCOUNT_DELETED ? key() + ".advice" : "advice";
  }

  /**
   * The name of its short text: for a notification the subject, for a code a sentence with the
   * code. Links and explanations do not fit into a short message.
   */
  Optional<String> shortKey() {
    if (isNotification()) {
      return Optional.of(key() + ".subject");
    }
    return "code".equals(needed) ? Optional.of(key() + ".short") : Optional.empty();
  }

  /** How long its code or link is valid, if there is one. */
  Optional<Duration> validity(Settings settings) {
    return Optional.ofNullable(validity).map(settings::get);
  }

  /** How long delivery is retried: as long as its content is valid, at most three days. */
  Duration worthSendingFor(Settings settings) {
    if (validity == null) {
      return WORTH_TRYING;
    }
    Duration valid = settings.get(validity);
    return valid.compareTo(WORTH_TRYING) < 0 ? valid : WORTH_TRYING;
  }

  /** The frontend's page that it links to, if there is one. */
  Optional<String> page(Settings settings) {
    return switch (this) {
      case PASSWORD_RESET_UNKNOWN_ACCOUNT ->
          FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP);
      case SIGNUP_ACCOUNT_EXISTS ->
          FrontendPages.of(settings, HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD);
      default -> Optional.empty();
    };
  }
}
