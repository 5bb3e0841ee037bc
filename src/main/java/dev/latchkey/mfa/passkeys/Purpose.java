package dev.latchkey.mfa.passkeys;

import java.util.Locale;

/** What a challenge is for. A session has one challenge at most for each. */
enum Purpose {
  ADD,
  SIGNUP,
  LOGIN,
  SECOND_FACTOR,
  REAUTHENTICATE;

  /** The name of the session's note. */
  String note() {
    return "webauthn_" + name().toLowerCase(Locale.ROOT);
  }
}
