package dev.latchkey.jose;

import java.security.Key;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.HmacUsingShaAlgorithm;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms for signing tokens, by their JWA names (RFC 7518 §3.1, RFC 8037 §3.1). jose4j
 * signs and verifies, with the primitives of the Java runtime.
 */
public enum SigningAlgorithm {
  RS256(new RsaUsingShaAlgorithm.RsaSha256(), KeyKind.RSA, null, 0),
  RS384(new RsaUsingShaAlgorithm.RsaSha384(), KeyKind.RSA, null, 0),
  RS512(new RsaUsingShaAlgorithm.RsaSha512(), KeyKind.RSA, null, 0),
  PS256(new RsaUsingShaAlgorithm.RsaPssSha256(), KeyKind.RSA, null, 0),
  ES256(new EcdsaUsingShaAlgorithm.EcdsaP256UsingSha256(), KeyKind.EC, Curve.P256, 0),
  ES384(new EcdsaUsingShaAlgorithm.EcdsaP384UsingSha384(), KeyKind.EC, Curve.P384, 0),
  EDDSA(new EdDsaAlgorithm(), KeyKind.ED25519, null, 0),
  HS256(new HmacUsingShaAlgorithm.HmacSha256(), KeyKind.HMAC, null, 32),
  HS512(new HmacUsingShaAlgorithm.HmacSha512(), KeyKind.HMAC, null, 64);

  /** The smallest RSA modulus accepted, in bits (RFC 7518 §3.3). */
  public static final int MIN_RSA_BITS = 2048;

  /** RFC 8032 §5.1.6. */
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private static final ProviderContext RUNTIME = new ProviderContext();

  private final JsonWebSignatureAlgorithm scheme;
  private final KeyKind kind;
  private final @Nullable Curve curve;
  private final int minSecretBytes;

  SigningAlgorithm(
      JsonWebSignatureAlgorithm scheme, KeyKind kind, @Nullable Curve curve, int minSecretBytes) {
    this.scheme = scheme;
    this.kind = kind;
    this.curve = curve;
    this.minSecretBytes = minSecretBytes;
  }

  /** The value of the {@code alg} header. */
  public String jwaName() {
    return scheme.getAlgorithmIdentifier();
  }

  public KeyKind kind() {
    return kind;
  }

  /** The curve of this algorithm's keys; empty if it does not use a NIST curve. */
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

  /**
   * Signs in the form of RFC 7518 §3.
   *
   * @param key a private key or a secret, of this algorithm's kind
   * @throws JoseException if the Java runtime cannot sign with it
   */
  byte[] sign(Key key, byte[] data) throws JoseException {
    return scheme.sign(scheme.prepareForSign(key, RUNTIME), data);
  }

  /**
   * Whether the signature is valid under this key; false for bytes that are no signature. jose4j
   * also accepts an ECDSA signature whose numbers lack leading zeros, and Java 17 an Ed25519
   * signature whose second number has zeros appended or lacks them; but RFC 7518 §3.4 and RFC 8032
   * §5.1.6 allow only one length.
   *
   * @param key a public key or a secret, of this algorithm's kind
   * @throws JoseException if the Java runtime cannot verify with it
   */
  boolean verify(Key key, byte[] data, byte[] signature) throws JoseException {
    return hasOnlyLength(signature) && scheme.verifySignature(signature, key, data, RUNTIME);
  }

  private boolean hasOnlyLength(byte[] signature) {
    return switch (kind) {
      case EC -> curve != null && signature.length == 2 * curve.size();
      case ED25519 -> signature.length == ED25519_SIGNATURE_BYTES;
      case RSA, HMAC -> true; // compared with the expected bytes
    };
  }

  /**
   * The algorithm of this JWA name, compared exactly; empty for any other name, including {@code
   * none}, and for null.
   */
  public static Optional<SigningAlgorithm> parse(String jwaName) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.jwaName().equals(jwaName)) {
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
    return jwaName();
  }
}
