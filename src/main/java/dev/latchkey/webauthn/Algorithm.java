package dev.latchkey.webauthn;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signature algorithms that credentials may have, in the order of preference. Authenticators
 * take the first that they know.
 */
public enum Algorithm {
  /** ECDSA on P-256 with SHA-256. */
  ES256(-7),
  /** Ed25519. */
  EDDSA(-8),
  /** RSASSA-PKCS1-v1_5 with SHA-256 and 2048 to 4096 bits. */
  RS256(-257);

  /** RFC 8032 §5.1.6. */
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private static final int SHORTEST_MODULUS = 2048;
  private static final int LONGEST_MODULUS = 4096;

  private final int cose;

  Algorithm(int cose) {
    this.cose = cose;
  }

  /** Its number in the IANA registry of COSE algorithms. */
  public int cose() {
    return cose;
  }

  /** Whether a key has one of these algorithms, and the curve or length that belongs to it. */
  static boolean hasUsable(COSEKey key) {
    return of(key).filter(algorithm -> algorithm.takes(key)).isPresent();
  }

  /**
   * Whether a signature may be of this key by its length: Java 17 also accepts Ed25519 signatures
   * with zeros appended, or without the last ones.
   */
  static boolean allowsLength(COSEKey key, byte[] signature) {
    return of(key).filter(EDDSA::equals).isEmpty() || signature.length == ED25519_SIGNATURE_BYTES;
  }

  private static Optional<Algorithm> of(COSEKey key) {
    return Stream.of(values())
        .filter(a -> key.getAlgorithm() != null && key.getAlgorithm().getValue() == a.cose)
        .findFirst();
  }

  private boolean takes(COSEKey key) {
    return switch (this) {
      case ES256 -> key instanceof EC2COSEKey ec && Curve.SECP256R1.equals(ec.getCurve());
      case EDDSA -> key instanceof EdDSACOSEKey ed && Curve.ED25519.equals(ed.getCurve());
      case RS256 ->
          key instanceof RSACOSEKey && key.getPublicKey() instanceof RSAPublicKey rsa && fits(rsa);
    };
  }

  private static boolean fits(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    return SHORTEST_MODULUS <= bits && bits <= LONGEST_MODULUS;
  }
}
