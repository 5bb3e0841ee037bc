package dev.latchkey.throttle;

import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.types.RateLimit;
import java.util.List;
import java.util.Locale;

/** The limited actions, each with its setting. */
public enum Action {
  LOGIN(RateLimitSettings.LOGIN),
  LOGIN_FAILED(RateLimitSettings.LOGIN_FAILED),
  /** Pages fetch the options before a user does anything, so these are no attempts to log in. */
  PASSKEY_OPTIONS(RateLimitSettings.PASSKEY_OPTIONS),
  SIGNUP(RateLimitSettings.SIGNUP),
  REFRESH_TOKEN(RateLimitSettings.REFRESH_TOKEN),
  CHANGE_PASSWORD(RateLimitSettings.CHANGE_PASSWORD),
  MANAGE_EMAIL(RateLimitSettings.MANAGE_EMAIL),
  RESET_PASSWORD(RateLimitSettings.RESET_PASSWORD),
  RESET_PASSWORD_FROM_KEY(RateLimitSettings.RESET_PASSWORD_FROM_KEY),
  REAUTHENTICATE(RateLimitSettings.REAUTHENTICATE),
  REQUEST_LOGIN_CODE(RateLimitSettings.REQUEST_LOGIN_CODE),
  CONFIRM_EMAIL(RateLimitSettings.CONFIRM_EMAIL),
  /** Guesses at passwords and login codes, under all names of an account together. */
  AUTHENTICATION_FAILED(RateLimitSettings.AUTHENTICATION_FAILED),
  /**
   * Guesses at a reset code. They have a separate count, so that users who have tried all their
   * passwords can still reset theirs.
   */
  RESET_CODE_FAILED(RateLimitSettings.AUTHENTICATION_FAILED),
  /**
   * Guesses at a second factor. They have a separate count: only who knows the first factor can
   * lock the owner out.
   */
  SECOND_FACTOR_FAILED(RateLimitSettings.AUTHENTICATION_FAILED),
  MANAGE_MFA(RateLimitSettings.MANAGE_MFA),
  /** Messages that any client can cause, by recipient. */
  MAIL(RateLimitSettings.RECIPIENT),
  /** Messages that only the owner of an account can cause, by recipient. */
  OWNER_MAIL(RateLimitSettings.RECIPIENT),
  CLIENT_AUTHENTICATION_FAILED(RateLimitSettings.CLIENT_AUTHENTICATION_FAILED),
  /** Attempts to create the first administrator. */
  BOOTSTRAP(RateLimitSettings.LOGIN);

  private final Setting<List<RateLimit>> setting;

  Action(Setting<List<RateLimit>> setting) {
    this.setting = setting;
  }

  /** The name in metrics: {@code login_failed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a guess at an account, and so is counted for names without an account, too. */
  boolean isGuess() {
    return setting == RateLimitSettings.AUTHENTICATION_FAILED;
  }

  Setting<List<RateLimit>> setting() {
    return setting;
  }
}
