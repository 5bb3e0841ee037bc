package dev.latchkey.keys.files;

import dev.latchkey.jose.Curve;
import dev.latchkey.jose.SigningAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.jose4j.lang.JoseException;

/**
 * Finds the public key to a private one, without relying on a copy of it that the private key's
 * file may hold.
 */
final class PublicHalf {
  private static final byte[] PROBE = {1};

  private PublicHalf() {}

  static PublicKey of(SigningAlgorithm algorithm, PrivateKey key) throws GeneralSecurityException {
    return switch (algorithm.kind()) {
      case RSA -> ofRsa(key);
      case EC -> ofEc(algorithm, (ECPrivateKey) key);
      case ED25519 -> ofEd25519((EdECPrivateKey) key);
      case HMAC -> throw new InvalidKeyException("a secret has no public half");
    };
  }

  private static PublicKey ofRsa(PrivateKey key) throws GeneralSecurityException {
    if (!(key instanceof RSAPrivateCrtKey crt)) {
      throw new InvalidKeyException("an RSA key without its public exponent");
    }
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent()));
  }

  /**
   * The runtime offers no multiplication of points, but a key agreement with the curve's generator
   * is one that keeps x alone. The curve's equation leaves two values for y, and a signature tells
   * which is right.
   */
  private static PublicKey ofEc(SigningAlgorithm algorithm, ECPrivateKey key)
      throws GeneralSecurityException {
    Curve curve = algorithm.curve().orElseThrow();
    if (!curve.isScalar(key.getS())) {
      throw new InvalidKeyException("an EC key out of range");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(publicKey(curve, curve.spec().getGenerator()), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());
    // A square root modulo these primes, which are all 3 modulo 4.
    BigInteger y =
        curve.ySquared(x).modPow(curve.prime().add(BigInteger.ONE).shiftRight(2), curve.prime());
    for (BigInteger candidate : new BigInteger[] {y, curve.prime().subtract(y)}) {
      PublicKey half = publicKey(curve, new ECPoint(x, candidate));
      if (belongs(algorithm, key, half)) {
        return half;
      }
    }
    throw new InvalidKeyException("an EC key without a public half");
  }

  private static boolean belongs(SigningAlgorithm algorithm, PrivateKey key, PublicKey half)
      throws InvalidKeyException {
    try {
      return algorithm.verify(half, PROBE, algorithm.sign(key, PROBE));
    } catch (JoseException e) {
      throw new InvalidKeyException("an EC key that does not sign");
    }
  }

  private static PublicKey publicKey(Curve curve, ECPoint point) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.spec()));
  }

  /**
   * A generator of keys that is given the seed for its random bytes makes the same key again, now
   * with both halves.
   */
  private static PublicKey ofEd25519(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed =
        key.getBytes()
            .orElseThrow(() -> new InvalidKeyException("an Ed25519 key that hides its seed"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(255, new Replay(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Random bytes that are not. */
  private static final class Replay extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] seed;

    Replay(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("the runtime's generator does not take the seed as it is");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
