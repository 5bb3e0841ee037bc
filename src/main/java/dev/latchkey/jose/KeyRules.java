package dev.latchkey.jose;

import java.math.BigInteger;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;

/**
 * The requirements on a key of an algorithm: its kind, its curve and its strength. They are checked
 * on the key that verifies, a public key or an HMAC secret; a private half is equally strong.
 */
public final class KeyRules {
  /**
   * The odd primes in the product from which the keys of {@link #isRoca} were generated, for 2048
   * bits or more.
   */
  private static final int[] ROCA_PRIMES =
      IntStream.rangeClosed(3, 701)
          .filter(n -> IntStream.range(2, n).allMatch(d -> n % d != 0))
          .toArray();

  private final SigningAlgorithm algorithm;
  private final String setting;

  public KeyRules(SigningAlgorithm algorithm, String setting) {
    this.algorithm = algorithm;
    this.setting = setting;
  }

  /**
   * Does nothing if the key meets the requirements.
   *
   * @throws UnusableKey otherwise
   */
  void check(Key key) {
    switch (algorithm.kind()) {
      case HMAC -> {
        if (!(key instanceof SecretKey secret)) {
          throw wrongKind(key);
        }
        checkSecret(secret.getEncoded().length);
      }
      case RSA -> {
        if (!(key instanceof RSAPublicKey rsa)) {
          throw wrongKind(key);
        }
        checkRsa(rsa);
      }
      case EC -> {
        if (!(key instanceof ECPublicKey ec)) {
          throw wrongKind(key);
        }
        checkEc(ec);
      }
      case ED25519 -> {
        if (!(key instanceof EdECPublicKey ed) || !ed.getParams().getName().equals("Ed25519")) {
          throw wrongKind(key);
        }
      }
    }
  }

  void checkSecret(int bytes) {
    if (bytes < algorithm.minSecretBytes()) {
      throw fault(
          "is a secret of "
              + bytes
              + " bytes, but "
              + algorithm
              + " needs at least "
              + algorithm.minSecretBytes());
    }
  }

  void checkRsa(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < SigningAlgorithm.MIN_RSA_BITS) {
      throw fault(
          "holds an RSA key of "
              + bits
              + " bits, but "
              + algorithm
              + " needs at least "
              + SigningAlgorithm.MIN_RSA_BITS);
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(BigInteger.TWO) <= 0
        || !exponent.testBit(0)
        || !key.getModulus().testBit(0)) {
      throw fault("holds an RSA key with a broken modulus or public exponent");
    }
    if (isRoca(key.getModulus())) {
      throw fault(
          "holds an RSA key whose private half can be computed from its public one (ROCA, CVE-2017-15361)");
    }
  }

  /**
   * Some smart cards and TPMs generated primes that are powers of 65537 modulo each of these
   * primes; so are the products. The probability of this for another modulus is 2⁻¹⁶⁷.
   */
  private static boolean isRoca(BigInteger modulus) {
    return Arrays.stream(ROCA_PRIMES)
        .allMatch(
            prime -> isPowerOf65537(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime));
  }

  private static boolean isPowerOf65537(int residue, int prime) {
    int power = 1;
    do {
      if (power == residue) {
        return true;
      }
      power = power * 65537 % prime;
    } while (power != 1);
    return false;
  }

  private void checkEc(ECPublicKey key) {
    Curve wanted = algorithm.curve().orElseThrow();
    if (Curve.of(key.getParams()).filter(wanted::equals).isEmpty()) {
      throw wrongCurve();
    }
    if (!wanted.contains(key.getW())) {
      throw fault("holds an EC key whose point is not on the curve " + wanted.label());
    }
  }

  public UnusableKey wrongCurve() {
    return fault(
        "holds an EC key of another curve, but "
            + algorithm
            + " needs one on "
            + algorithm.curve().orElseThrow().label());
  }

  /** For a key whose kind is given by its common name, such as {@code RSA}. */
  public UnusableKey wrongKind(String kind) {
    return fault("holds " + kind + ", but " + algorithm + " needs " + needed());
  }

  public UnusableKey fault(String fault) {
    return new UnusableKey(setting, fault);
  }

  private UnusableKey wrongKind(Key key) {
    return wrongKind(
        key instanceof PublicKey
            ? "a public key of type " + key.getAlgorithm()
            : "a key of another type");
  }

  private String needed() {
    return switch (algorithm.kind()) {
      case RSA -> "an RSA key";
      case EC -> "an EC key on " + algorithm.curve().orElseThrow().label();
      case ED25519 -> "an Ed25519 key";
      case HMAC -> "a secret of at least " + algorithm.minSecretBytes() + " bytes";
    };
  }
}
