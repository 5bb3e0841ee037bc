package dev.latchkey.jose.keyfiles;

import dev.latchkey.jose.Curve;
import dev.latchkey.jose.KeyKind;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.UnusableKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Chooses the algorithm of a public key that does not specify one. */
final class AlgorithmChoice {
  private AlgorithmChoice() {}

  /** The preferred algorithm if the key can be used with it, else the usual one of its kind. */
  static SigningAlgorithm of(PublicKey key, SigningAlgorithm preferred, String setting) {
    if (key instanceof RSAPublicKey) {
      return preferred.kind() == KeyKind.RSA ? preferred : SigningAlgorithm.RS256;
    }
    if (key instanceof ECPublicKey ec) {
      return Curve.of(ec.getParams())
          .map(curve -> curve == Curve.P256 ? SigningAlgorithm.ES256 : SigningAlgorithm.ES384)
          .orElseThrow(
              () ->
                  new UnusableKey(
                      setting, "holds an EC key of another curve than P-256 and P-384"));
    }
    return SigningAlgorithm.EDDSA;
  }
}
