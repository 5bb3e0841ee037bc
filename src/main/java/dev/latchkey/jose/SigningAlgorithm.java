package dev.latchkey.jose;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The algorithms that tokens may be signed with, under their JWA names (RFC 7518 §3.1, RFC 8037
 * §3.1).
 */
public enum SigningAlgorithm {
  RS256("RS256", KeyKind.RSA, "SHA256withRSA", null, 0),
  RS384("RS384", KeyKind.RSA, "SHA384withRSA", null, 0),
  RS512("RS512", KeyKind.RSA, "SHA512withRSA", null, 0),
  PS256("PS256", KeyKind.RSA, "RSASSA-PSS", null, 0),
  ES256("ES256", KeyKind.EC, "SHA256withECDSAinP1363Format", Curve.P256, 0),
  ES384("ES384", KeyKind.EC, "SHA384withECDSAinP1363Format", Curve.P384, 0),
  EDDSA("EdDSA", KeyKind.ED25519, "Ed25519", null, 0),
  HS256("HS256", KeyKind.HMAC, "HmacSHA256", null, 32),
  HS512("HS512", KeyKind.HMAC, "HmacSHA512", null, 64);

  /** The smallest RSA modulus accepted, in bits (RFC 7518 §3.3). */
  public static final int MIN_RSA_BITS = 2048;

  private final String jwaName;
  private final KeyKind kind;
  private final String jcaName;
  private final Curve curve;
  private final int minSecretBytes;

  SigningAlgorithm(String jwaName, KeyKind kind, String jcaName, Curve curve, int minSecretBytes) {
    this.jwaName = jwaName;
    this.kind = kind;
    this.jcaName = jcaName;
    this.curve = curve;
    this.minSecretBytes = minSecretBytes;
  }

  /** The value of the {@code alg} header. */
  public String jwaName() {
    return jwaName;
  }

  public KeyKind kind() {
    return kind;
  }

  /** The curve that keys of this algorithm are on; empty when it does not sign on a NIST curve. */
  public Optional<Curve> curve() {
    return Optional.ofNullable(curve);
  }

  /**
   * The shortest HMAC secret accepted, in bytes: the length of the hash (RFC 7518 §3.2); 0 for
   * other kinds.
   */
  public int minSecretBytes() {
    return minSecretBytes;
  }

  String jcaName() {
    return jcaName;
  }

  /**
   * The algorithm of this JWA name, compared exactly; empty for any other name, {@code none} and
   * null included.
   */
  public static Optional<SigningAlgorithm> parse(String jwaName) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.jwaName.equals(jwaName)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** All JWA names, for messages: {@code RS256, RS384, …}. */
  public static String names() {
    return Arrays.stream(values()).map(SigningAlgorithm::jwaName).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return jwaName;
  }
}
