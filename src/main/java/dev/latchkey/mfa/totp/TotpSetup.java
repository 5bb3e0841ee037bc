package dev.latchkey.mfa.totp;

/**
 * What an authenticator app needs.
 *
 * @param secret in Base32
 * @param url the same as a URL with the scheme {@code otpauth}
 */
public record TotpSetup(String secret, String url) {

  /** Shows nothing of the secret. */
  @Override
  public String toString() {
    return "TotpSetup[]";
  }
}
