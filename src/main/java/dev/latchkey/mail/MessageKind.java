package dev.latchkey.mail;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a message is about. Each kind names the values that it cannot do without; the recipient's
 * address is known to all of them, and to notifications also the client and the time.
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
  /** Needs {@code code}. */
  LOGIN_CODE(AccountSettings.LOGIN_BY_CODE_TIMEOUT, "code"),
  /**
   * Somebody wants into an account with this address, which none has. Links to the sign-up page by
   * itself.
   */
  PASSWORD_RESET_UNKNOWN_ACCOUNT(null, null),
  /** Somebody signs up with an address that has an account. Links to the reset page by itself. */
  SIGNUP_ACCOUNT_EXISTS(null, null),
  PASSWORD_CHANGED(null, null),
  PASSWORD_RESET(null, null),
  PASSWORD_SET(null, null),
  /** Needs {@code email}: the one that was added. */
  EMAIL_ADDED(null, "email"),
  /** Needs {@code email}: the one that is the main one now. */
  EMAIL_CHANGED(null, "email"),
  /** Needs {@code email}: the one that was removed. */
  EMAIL_REMOVED(null, "email");

  private static final Set<MessageKind> NOTIFICATIONS =
      EnumSet.range(PASSWORD_CHANGED, EMAIL_REMOVED);
  private static final Duration WORTH_TRYING = Duration.ofDays(3);

  private final Setting<Duration> validity;
  private final String needed;

  MessageKind(Setting<Duration> validity, String needed) {
    this.validity = validity;
    this.needed = needed;
  }

  /** Whether it tells of a change that was made, and with it who made it from where and when. */
  public boolean isNotification() {
    return NOTIFICATIONS.contains(this);
  }

  /** The name of the value that must be given, if one must. */
  public Optional<String> needed() {
    return Optional.ofNullable(needed);
  }

  /** What its texts are called in the bundles. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What its short text is called: of a notification the subject, of a code a sentence with it.
   * Links and explanations do not fit into a short message.
   */
  Optional<String> shortKey() {
    if (isNotification()) {
      return Optional.of(key() + ".subject");
    }
    return "code".equals(needed) ? Optional.of(key() + ".short") : Optional.empty();
  }

  /** For how long the code or link in it is valid, where there is one. */
  Optional<Duration> validity(Settings settings) {
    return Optional.ofNullable(validity).map(settings::get);
  }

  /**
   * For how long it is tried to send it: as long as what is in it is good for, and three days at
   * most.
   */
  Duration worthSendingFor(Settings settings) {
    if (validity == null) {
      return WORTH_TRYING;
    }
    Duration valid = settings.get(validity);
    return valid.compareTo(WORTH_TRYING) < 0 ? valid : WORTH_TRYING;
  }

  /** The page of the frontend that it links to by itself, if it does and if that is configured. */
  Optional<String> page(Settings settings) {
    return switch (this) {
      case PASSWORD_RESET_UNKNOWN_ACCOUNT ->
          settings.get(HeadlessSettings.FRONTEND_URLS_ACCOUNT_SIGNUP);
      case SIGNUP_ACCOUNT_EXISTS ->
          settings.get(HeadlessSettings.FRONTEND_URLS_ACCOUNT_RESET_PASSWORD);
      default -> Optional.empty();
    };
  }
}
