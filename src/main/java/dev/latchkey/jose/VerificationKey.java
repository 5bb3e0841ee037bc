package dev.latchkey.jose;

import jakarta.json.JsonObject;
import java.security.Key;
import java.security.PublicKey;
import java.util.Optional;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies signatures: a public key, or an HMAC secret. It has exactly one algorithm and
 * is of that algorithm's kind, so no token can make it verify with another (RFC 8725 §3.1).
 * Immutable.
 */
public final class VerificationKey {
  private final SigningAlgorithm algorithm;
  private final Key key;
  private final @Nullable String kid;

  private VerificationKey(SigningAlgorithm algorithm, Key key, @Nullable String kid) {
    this.algorithm = algorithm;
    this.key = key;
    this.kid = kid;
  }

  /**
   * A key named by its RFC 7638 thumbprint, or without a name if it is an HMAC secret.
   *
   * @param setting the name of the key's setting, for messages
   * @throws UnusableKey if the key is too weak or of the wrong kind for the algorithm
   */
  public static VerificationKey of(SigningAlgorithm algorithm, Key key, String setting) {
    new KeyRules(algorithm, setting).check(key);
    return new VerificationKey(
        algorithm, key, key instanceof PublicKey half ? Jwk.thumbprint(half) : null);
  }

  /** The same key under a name that its issuer gave it. */
  public VerificationKey named(String givenKid) {
    return new VerificationKey(algorithm, key, givenKid);
  }

  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** The key's name in token headers; empty for HMAC secrets. */
  public Optional<String> kid() {
    return Optional.ofNullable(kid);
  }

  /**
   * The public key as a JWK with {@code alg}, {@code use} and {@code kid}; empty for HMAC secrets.
   */
  public Optional<JsonObject> publicJwk() {
    return key instanceof PublicKey half
        ? Optional.of(Jwk.of(half, algorithm, kid))
        : Optional.empty();
  }

  boolean verifies(byte[] data, byte[] signature) {
    try {
      return algorithm.verify(key, data, signature);
    } catch (JoseException e) {
      throw new IllegalStateException(algorithm + " cannot be verified by this Java runtime", e);
    }
  }

  @Override
  public String toString() {
    return "VerificationKey[" + algorithm + (kid == null ? "" : ", " + kid) + "]";
  }
}
