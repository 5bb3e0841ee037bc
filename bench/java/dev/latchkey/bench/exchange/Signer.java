package dev.latchkey.bench.exchange;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs by nothing but the Java runtime, with a new key. Threads may share it. */
public final class Signer {

  private final String algorithm;
  private final PrivateKey key;

  private Signer(String algorithm, PrivateKey key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  /**
   * Makes a key.
   *
   * @param algorithm RS256, ES256 or EdDSA
   */
  public static Signer of(String algorithm) {
    boolean rsa = algorithm.equals("RS256");
    try {
      KeyPairGenerator keys =
          KeyPairGenerator.getInstance(rsa ? "RSA" : algorithm.equals("ES256") ? "EC" : "Ed25519");
      if (!algorithm.equals("EdDSA")) {
        keys.initialize(rsa ? 2048 : 256);
      }
      String name =
          rsa
              ? "SHA256withRSA"
              : algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "Ed25519";
      return new Signer(name, keys.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
