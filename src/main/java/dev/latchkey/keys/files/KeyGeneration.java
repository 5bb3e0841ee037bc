package dev.latchkey.keys.files;

import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.jose.KeyKind;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** Generates keys. */
public final class KeyGeneration {
  private static final String SETTING = "The generated signing key";

  private KeyGeneration() {}

  /** A new key: RSA of 2048 bits, on the algorithm's curve, or a secret as long as the hash. */
  public static SigningKey generate(SigningAlgorithm algorithm) {
    if (algorithm.kind() == KeyKind.HMAC) {
      return SigningKey.ofSecret(algorithm, RandomBytes.next(algorithm.minSecretBytes()), SETTING);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.kind().factory());
      switch (algorithm.kind()) {
        case RSA -> generator.initialize(SigningAlgorithm.MIN_RSA_BITS);
        case EC -> generator.initialize(algorithm.curve().orElseThrow().spec());
        default -> {}
      }
      KeyPair pair = generator.generateKeyPair();
      return SigningKey.of(algorithm, pair.getPrivate(), pair.getPublic(), SETTING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot make keys for " + algorithm, e);
    }
  }
}
