package dev.latchkey.mfa.totp;

import java.time.Duration;

/**
 * A secret, and how its app makes codes from it: as the settings were when it was generated.
 *
 * @param period how long one code is valid, in whole seconds
 * @param digits the length of codes, 6 to 8
 */
record TotpKey(byte[] secret, Duration period, int digits) {

  /** Shows nothing of the secret. */
  @Override
  public String toString() {
    return "TotpKey[]";
  }
}
