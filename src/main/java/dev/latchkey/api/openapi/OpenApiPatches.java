package dev.latchkey.api.openapi;

import static dev.latchkey.settings.AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED;
import static dev.latchkey.settings.AccountSettings.EMAIL_VERIFICATION_SUPPORTS_CHANGE;
import static dev.latchkey.settings.AccountSettings.EMAIL_VERIFICATION_SUPPORTS_RESEND;
import static dev.latchkey.settings.AccountSettings.LOGIN_BY_CODE_ENABLED;
import static dev.latchkey.settings.AccountSettings.LOGIN_BY_CODE_SUPPORTS_RESEND;
import static dev.latchkey.settings.AccountSettings.LOGIN_ON_PASSWORD_RESET;
import static dev.latchkey.settings.AccountSettings.LOGOUT_ON_PASSWORD_CHANGE;
import static dev.latchkey.settings.AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED;
import static dev.latchkey.settings.AccountSettings.REAUTHENTICATION_REQUIRED;

import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.RateLimitSettings;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Setting;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.settings.types.StrategyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Selects the patches in {@code patches.json} that apply, in their order. */
final class OpenApiPatches {

  private final Settings settings;
  private final List<String> names = new ArrayList<>();

  private OpenApiPatches(Settings settings) {
    this.settings = settings;
  }

  /** The names of the patches that remove what these settings disable. */
  static List<String> of(Settings settings) {
    OpenApiPatches patches = new OpenApiPatches(settings);
    patches.addLogin();
    patches.addCodes();
    patches.addPasswordReset();
    patches.addAccount();
    patches.addTokens();
    return List.copyOf(patches.names);
  }

  private void addLogin() {
    Set<LoginMethod> methods = settings.get(AccountSettings.LOGIN_METHODS);
    add("login-by-email", !methods.contains(LoginMethod.USERNAME));
    add("login-by-username", !methods.contains(LoginMethod.EMAIL));
    add("no-rate-limits", !is(RateLimitSettings.ENABLED));
    EnumerationPrevention prevention = settings.get(AccountSettings.PREVENT_ENUMERATION);
    boolean ownerIsAsked = prevention == EnumerationPrevention.ON && isVerificationMandatory();
    add("taken-addresses-hidden", prevention == EnumerationPrevention.STRICT || ownerIsAsked);
    add("unknown-addresses-hidden", prevention != EnumerationPrevention.OFF);
  }

  private void addCodes() {
    boolean loginCode = is(LOGIN_BY_CODE_ENABLED) || isLoginCodeRequired();
    add("no-login-by-code", !is(LOGIN_BY_CODE_ENABLED));
    add("no-login-code", !loginCode);
    add("no-login-code-resend", !loginCode || !is(LOGIN_BY_CODE_SUPPORTS_RESEND));
    boolean byCode = is(EMAIL_VERIFICATION_BY_CODE_ENABLED);
    add("verification-optional", !isVerificationMandatory());
    add(byCode ? "verification-by-code" : "verification-by-link", true);
    add("no-verification-resend", !byCode || !is(EMAIL_VERIFICATION_SUPPORTS_RESEND));
    add("no-verification-change", !byCode || !is(EMAIL_VERIFICATION_SUPPORTS_CHANGE));
  }

  private void addPasswordReset() {
    add(is(PASSWORD_RESET_BY_CODE_ENABLED) ? "reset-by-code" : "reset-by-link", true);
    add(is(LOGIN_ON_PASSWORD_RESET) ? "reset-with-login" : "reset-without-login", true);
  }

  private void addAccount() {
    add("logout-on-password-change", is(LOGOUT_ON_PASSWORD_CHANGE));
    add("no-reauthentication", !is(REAUTHENTICATION_REQUIRED));
    add("no-account-deletion", !is(AccountSettings.DELETION));
    add("addresses-unlimited", settings.get(AccountSettings.MAX_EMAIL_ADDRESSES).isEmpty());
    add("activity-not-tracked", !is(SessionSettings.TRACK_ACTIVITY));
  }

  private void addTokens() {
    String strategy = settings.get(HeadlessSettings.TOKEN_STRATEGY);
    boolean jwt = strategy.equals(StrategyName.JWT);
    boolean sessionTokens = strategy.equals(StrategyName.SESSION);
    add(
        "no-metadata",
        settings.get(JwtSettings.ISSUER).filter(i -> i.matches("https?://.*")).isEmpty());
    add("own-tokens", !jwt && !sessionTokens);
    add("refresh-tokens-kept", !jwt || !is(JwtSettings.ROTATE_REFRESH_TOKEN));
    add("session-tokens-only", sessionTokens);
  }

  private boolean isLoginCodeRequired() {
    return settings.get(AccountSettings.LOGIN_BY_CODE_REQUIRED).appliesTo("password");
  }

  private boolean isVerificationMandatory() {
    return settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY;
  }

  private boolean is(Setting<Boolean> setting) {
    return settings.get(setting);
  }

  private void add(String patch, boolean applies) {
    if (applies) {
      names.add(patch);
    }
  }
}
