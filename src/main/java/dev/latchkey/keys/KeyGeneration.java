package dev.latchkey.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Makes new keys. */
final class KeyGeneration {
  private static final String SETTING = "The generated signing key";

  private KeyGeneration() {}

  static SigningKey generate(SigningAlgorithm algorithm) {
    if (algorithm.kind() == KeyKind.HMAC) {
      return SigningKey.ofSecret(algorithm, RandomBytes.next(algorithm.minSecretBytes()), SETTING);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.kind().factory());
      switch (algorithm.kind()) {
        case RSA -> generator.initialize(SigningAlgorithm.MIN_RSA_BITS);
        case EC -> generator.initialize(algorithm.curve().orElseThrow().spec());
        default -> { }
      }
      KeyPair pair = generator.generateKeyPair();
      return SigningKey.of(algorithm, pair.getPrivate(), pair.getPublic(), SETTING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot make keys for " + algorithm, e);
    }
  }
}
