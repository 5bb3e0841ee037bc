package dev.latchkey.jose;

import dev.latchkey.crypto.Base64Url;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * A key that signs tokens, together with the key that verifies them. The pair is tested at
 * creation: it signs and verifies a sample. Immutable; {@code toString()} shows only algorithm and
 * name.
 */
public final class SigningKey {
  private static final byte[] PROBE = "latchkey".getBytes(StandardCharsets.US_ASCII);

  private final Key key;
  private final VerificationKey verificationKey;
  private final String type;
  private final String headerSegment;

  private SigningKey(Key key, VerificationKey verificationKey, String type) {
    this.key = key;
    this.verificationKey = verificationKey;
    this.type = type;
    this.headerSegment = encoded(header());
  }

  public static SigningKey of(
      SigningAlgorithm algorithm, PrivateKey key, PublicKey half, String setting) {
    return proven(VerificationKey.of(algorithm, half, setting), key, setting);
  }

  public static SigningKey ofSecret(SigningAlgorithm algorithm, byte[] secret, String setting) {
    KeyRules rules = new KeyRules(algorithm, setting);
    rules.checkSecret(secret.length);
    HmacKey key = new HmacKey(secret);
    return proven(VerificationKey.of(algorithm, key, setting), key, setting);
  }

  /**
   * The same key for tokens of one type, under a name.
   *
   * @param kid the name of the key in their headers
   * @param typ their type (RFC 8725 §3.11)
   */
  public SigningKey named(String kid, String typ) {
    return new SigningKey(key, verificationKey.named(kid), typ);
  }

  public SigningAlgorithm algorithm() {
    return verificationKey.algorithm();
  }

  /**
   * The key's name in token headers: the RFC 7638 thumbprint (SHA-256, base64url) of its public
   * half. HMAC secrets have only a name that they were given.
   */
  public Optional<String> kid() {
    return verificationKey.kid();
  }

  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /** The public half as a JWK, without any private member; empty for HMAC secrets. */
  public Optional<JsonObject> publicJwk() {
    return verificationKey.publicJwk();
  }

  /**
   * The private key in PKCS#8, for storing it encrypted.
   *
   * @throws IllegalStateException for an HMAC secret, which is a setting and is never stored
   */
  public byte[] toPkcs8() {
    if (!algorithm().kind().isAsymmetric()) {
      throw new IllegalStateException("an HMAC secret has no PKCS#8 form");
    }
    return key.getEncoded();
  }

  /**
   * The length of a token signed with this key, in characters.
   *
   * @param parameters further header parameters
   * @param payloadBytes the size of its claims as JSON in UTF-8
   */
  public int tokenLength(JsonObject parameters, int payloadBytes) {
    return headerSegment(parameters).length()
        + 2
        + encoded(payloadBytes)
        + encoded(sign(PROBE).length);
  }

  /** The length of base64url without padding. */
  private static int encoded(int bytes) {
    return (bytes * 4 + 2) / 3;
  }

  /** The header of a token of this key, in base64url. */
  String headerSegment(JsonObject parameters) {
    return parameters.isEmpty()
        ? headerSegment
        : encoded(header().addAll(StrictJson.objectBuilder(parameters)));
  }

  byte[] sign(byte[] data) {
    try {
      return algorithm().sign(key, data);
    } catch (JoseException e) {
      throw new IllegalStateException("signing with " + this + " failed", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm() + kid().map(kid -> ", " + kid).orElse("") + "]";
  }

  private static SigningKey proven(VerificationKey half, Key secret, String setting) {
    SigningKey key = new SigningKey(secret, half, TokenExpectations.JWT);
    boolean works;
    try {
      works = key.verificationKey.verifies(PROBE, key.algorithm().sign(key.key, PROBE));
    } catch (JoseException e) {
      works = false;
    }
    if (!works) {
      throw new UnusableKey(setting, "holds a damaged key: what it signs does not verify");
    }
    return key;
  }

  private JsonObjectBuilder header() {
    JsonObjectBuilder header =
        StrictJson.objectBuilder().add("alg", algorithm().jwaName()).add("typ", type);
    kid().ifPresent(kid -> header.add("kid", kid));
    return header;
  }

  private static String encoded(JsonObjectBuilder header) {
    return Base64Url.encode(header.build().toString().getBytes(StandardCharsets.UTF_8));
  }
}
