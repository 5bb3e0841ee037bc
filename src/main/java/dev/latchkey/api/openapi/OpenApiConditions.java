package dev.latchkey.api.openapi;

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
import dev.latchkey.settings.types.SignupFields.Field;
import dev.latchkey.settings.types.StrategyName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the settings mean for the API's description: the names after {@code x-when} in its template.
 */
final class OpenApiConditions {

  private final Settings settings;
  private final Map<String, Boolean> conditions = new HashMap<>();

  private OpenApiConditions(Settings settings) {
    this.settings = settings;
  }

  /** All conditions by name, and whether each holds. */
  static Map<String, Boolean> of(Settings settings) {
    OpenApiConditions conditions = new OpenApiConditions(settings);
    conditions.addSignUp();
    conditions.addLogin();
    conditions.addCodes();
    conditions.addAccount();
    conditions.addTokens();
    return Map.copyOf(conditions.conditions);
  }

  private void addSignUp() {
    for (Field field : Set.of(Field.EMAIL, Field.USERNAME, Field.PASSWORD1)) {
      String name = field == Field.PASSWORD1 ? "password" : field.name().toLowerCase(Locale.ROOT);
      conditions.put(
          "signup-asks-" + name, settings.get(AccountSettings.SIGNUP_FIELDS).asks(field));
      conditions.put(
          "signup-requires-" + name, settings.get(AccountSettings.SIGNUP_FIELDS).requires(field));
    }
    EnumerationPrevention prevention = settings.get(AccountSettings.PREVENT_ENUMERATION);
    boolean ownerIsAsked = prevention == EnumerationPrevention.ON && isVerificationMandatory();
    conditions.put(
        "signup-tells-taken", prevention != EnumerationPrevention.STRICT && !ownerIsAsked);
    conditions.put("tells-unknown", prevention == EnumerationPrevention.OFF);
  }

  private void addLogin() {
    Set<LoginMethod> methods = settings.get(AccountSettings.LOGIN_METHODS);
    boolean email = methods.contains(LoginMethod.EMAIL);
    boolean username = methods.contains(LoginMethod.USERNAME);
    conditions.put("login-email", email);
    conditions.put("login-username", username);
    conditions.put("login-only-email", email && !username);
    conditions.put("login-only-username", username && !email);
    conditions.put("login-either", email && username);
    conditions.put("rate-limits", settings.get(RateLimitSettings.ENABLED));
  }

  private void addCodes() {
    boolean required = settings.get(AccountSettings.LOGIN_BY_CODE_REQUIRED).appliesTo("password");
    boolean login = settings.get(AccountSettings.LOGIN_BY_CODE_ENABLED);
    boolean verification = settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED);
    boolean reset = settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED);
    boolean stages = required || isVerificationMandatory();
    boolean loginOnReset = settings.get(AccountSettings.LOGIN_ON_PASSWORD_RESET);
    conditions.put("login-by-code", login);
    conditions.put("login-code", login || required);
    conditions.put(
        "login-code-resend",
        (login || required) && is(AccountSettings.LOGIN_BY_CODE_SUPPORTS_RESEND));
    conditions.put("verification-by-code", verification);
    conditions.put("verification-mandatory", isVerificationMandatory());
    conditions.put(
        "verification-resend",
        verification && is(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_RESEND));
    conditions.put(
        "verification-change",
        verification && is(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_CHANGE));
    conditions.put("reset-by-code", reset);
    conditions.put("any-code", login || required || verification || reset);
    conditions.put("stages", stages);
    conditions.put("anything-pending", stages || login || reset);
    conditions.put("login-on-reset", loginOnReset);
    conditions.put("reset-leaves-logged-out", !loginOnReset || stages);
  }

  private void addAccount() {
    conditions.put("logout-on-change", is(AccountSettings.LOGOUT_ON_PASSWORD_CHANGE));
    conditions.put("reauthentication", is(AccountSettings.REAUTHENTICATION_REQUIRED));
    conditions.put(
        "addresses-limited", settings.get(AccountSettings.MAX_EMAIL_ADDRESSES).isPresent());
    conditions.put("activity", is(SessionSettings.TRACK_ACTIVITY));
  }

  private void addTokens() {
    String strategy = settings.get(HeadlessSettings.TOKEN_STRATEGY);
    boolean jwt = strategy.equals(StrategyName.JWT);
    conditions.put("jwt", jwt);
    conditions.put("tokens", !strategy.equals(StrategyName.SESSION));
    conditions.put("own-strategy", !jwt && !strategy.equals(StrategyName.SESSION));
    conditions.put("rotation", jwt && is(JwtSettings.ROTATE_REFRESH_TOKEN));
    conditions.put(
        "bearer", settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME).equalsIgnoreCase("bearer"));
  }

  private boolean isVerificationMandatory() {
    return settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY;
  }

  private boolean is(Setting<Boolean> setting) {
    return settings.get(setting);
  }
}
