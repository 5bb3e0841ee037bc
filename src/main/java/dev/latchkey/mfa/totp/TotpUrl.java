package dev.latchkey.mfa.totp;

import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URL from which authenticator apps read a secret, usually as a QR code. */
final class TotpUrl {

  private TotpUrl() {}

  /**
   * The URL.
   *
   * @param name the account's name for its user
   * @param secret the secret in Base32
   */
  static String of(Settings settings, String name, String secret) {
    String issuer = encode(settings.get(MfaSettings.TOTP_ISSUER));
    return "otpauth://totp/"
        + issuer
        + ":"
        + encode(name)
        + "?secret="
        + secret
        + "&algorithm=SHA1&digits="
        + settings.get(MfaSettings.TOTP_DIGITS)
        + "&period="
        + settings.get(MfaSettings.TOTP_PERIOD).toSeconds()
        + "&issuer="
        + issuer;
  }

  /** Apps take a plus sign for itself, not for a space. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
