package dev.latchkey.settings.types;

import java.util.Locale;

/** The types of second factor. */
public enum AuthenticatorType {
  /** Single-use codes for when the other factors are lost. */
  RECOVERY_CODES,
  /** An app with time-based codes (RFC 6238). */
  TOTP,
  /** A passkey or security key (WebAuthn); an account can have several. */
  WEBAUTHN;

  /** Whether a login asks for it. Recovery codes alone protect nothing. */
  public boolean protects() {
    return this != RECOVERY_CODES;
  }

  /** The name for clients and in the database: {@code recovery_codes}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
