package dev.latchkey.sessions;

import dev.latchkey.jose.AuthenticationClaims;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Summarizes the proofs of a session as claims. */
final class Authentications {

  /** The method of second factors, and of passkeys alone. */
  private static final String FACTOR = "mfa";

  private Authentications() {}

  /**
   * The claims of a session. {@code hwk} and {@code swk} are never among the methods: no
   * attestation is verified, so nothing shows where a key is stored.
   *
   * @param created the beginning of the session, when its user authenticated if no proof says more
   */
  static AuthenticationClaims of(List<Proof> proofs, Instant created) {
    Map<String, Instant> factors = new LinkedHashMap<>();
    Set<String> methods = new LinkedHashSet<>();
    Instant last = created;
    for (Proof proof : proofs) {
      methods.addAll(methods(proof));
      last = proof.at();
      if (proof.method().equals(FACTOR)) {
        factors.put(proof.details().getString("type", FACTOR), proof.at());
      }
    }
    return new AuthenticationClaims(
        List.copyOf(methods), level(factors), at(factors, last), factors);
  }

  private static String level(Map<String, Instant> factors) {
    if (factors.containsKey(AuthenticationClaims.PASSKEY)) {
      return AuthenticationClaims.PHISHING_RESISTANT;
    }
    return factors.isEmpty() ? AuthenticationClaims.ONE_FACTOR : AuthenticationClaims.SECOND_FACTOR;
  }

  /**
   * When the level was last shown. A later proof of a lower level does not count: a resource server
   * that compares {@code acr} and {@code auth_time} (RFC 9470 §6.2) would accept an old factor for
   * a new password.
   */
  private static Instant at(Map<String, Instant> factors, Instant last) {
    Instant passkey = factors.get(AuthenticationClaims.PASSKEY);
    if (passkey != null) {
      return passkey;
    }
    return factors.isEmpty() ? last : Collections.max(factors.values());
  }

  /** RFC 8176 §2. A method that is none of ours has its own name. */
  private static List<String> methods(Proof proof) {
    return switch (proof.method()) {
      case "password" -> List.of("pwd");
      case "code", "password_reset" -> List.of("otp");
      case FACTOR ->
          proof.details().getString("type", "").equals(AuthenticationClaims.PASSKEY)
              ? List.of("pop", "mfa")
              : List.of("otp", "mfa");
      default -> List.of(proof.method());
    };
  }
}
