package dev.latchkey.it.support;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the tests share that go through all stages of a login: a server that does everything by
 * code.
 */
public final class StagedServer {

  /**
   * How long an authentication counts as recent; a test that needs an older one waits that long.
   */
  public static final int FRESH_FOR_SECONDS = 40;

  public static final MailServer MAIL = new MailServer();

  /** The address that makes an administrator. */
  public static final String ADMIN = "admin@example.org";

  /** The group whose members must have a second factor. */
  public static final String GUARDED = "guarded";

  /** The secret of the client {@code shop}, which may ask about tokens. */
  public static final String CLIENT_SECRET = "a-secret-of-the-shop-and-of-nobody-else";

  private StagedServer() {}

  public static RunningServer started() {
    Map<String, String> settings = new TreeMap<>(MAIL.settings());
    settings.put("HEADLESS_TOKEN_STRATEGY", "jwt");
    settings.put("HEADLESS_JWT_ALGORITHM", "ES256");
    settings.put("LATCHKEY_ADMIN_EMAILS", ADMIN);
    settings.put("LATCHKEY_MFA_REQUIRED", GUARDED);
    settings.put("LATCHKEY_CLIENTS_SHOP_SECRET", CLIENT_SECRET);
    settings.put("ALLAUTH_TRUSTED_PROXY_COUNT", "1");
    settings.put("CORS_ALLOWED_ORIGINS", "https://app.example.org");
    settings.put("ACCOUNT_EMAIL_VERIFICATION", "mandatory");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS", "10");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true");
    settings.put("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true");
    settings.put("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS", "10");
    settings.put("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    settings.put("ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS", "10");
    settings.put("ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true");
    settings.put("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn");
    settings.put("MFA_PASSKEY_LOGIN_ENABLED", "true");
    settings.put("MFA_PASSKEY_SIGNUP_ENABLED", "true");
    settings.put("ACCOUNT_REAUTHENTICATION_REQUIRED", "true");
    settings.put("MFA_TRUST_ENABLED", "true");
    settings.put("ACCOUNT_REAUTHENTICATION_TIMEOUT", Integer.toString(FRESH_FOR_SECONDS));
    return RunningServer.with(settings);
  }
}
