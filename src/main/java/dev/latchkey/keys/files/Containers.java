package dev.latchkey.keys.files;

import dev.latchkey.jose.KeyKind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The containers of private keys in DER: PKCS#8 (RFC 5208), and older ones, which are wrapped in
 * it. Malformed input causes an {@link IOException} or any {@link RuntimeException}.
 */
final class Containers {
  /** RFC 8410 §3. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private static final Map<ASN1ObjectIdentifier, KeyKind> KINDS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption,
          KeyKind.RSA,
          X9ObjectIdentifiers.id_ecPublicKey,
          KeyKind.EC,
          ED25519,
          KeyKind.ED25519);

  private Containers() {}

  /** The kind of key inside; empty for an unsupported one. */
  static Optional<KeyKind> kind(PrivateKeyInfo info) {
    return Optional.ofNullable(KINDS.get(info.getPrivateKeyAlgorithm().getAlgorithm()));
  }

  /** From an RSA key in PKCS#1 (RFC 8017 §A.1.2). */
  static byte[] fromPkcs1(byte[] der) throws IOException {
    return pkcs8(
        PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, RSAPrivateKey.getInstance(der));
  }

  /**
   * From an EC key in SEC1 (RFC 5915 §3).
   *
   * @param parameters the curve from a separate PEM block, used if the key itself does not name it;
   *     or null
   */
  static byte[] fromSec1(byte[] der, byte @Nullable [] parameters) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(der);
    ASN1Encodable named = key.getParametersObject();
    ASN1Encodable curve = named == null ? ASN1Primitive.fromByteArray(parameters) : named;
    return pkcs8(X9ObjectIdentifiers.id_ecPublicKey, curve, key);
  }

  private static byte[] pkcs8(
      ASN1ObjectIdentifier kind, ASN1Encodable parameters, ASN1Encodable key) throws IOException {
    return new PrivateKeyInfo(new AlgorithmIdentifier(kind, parameters), key).getEncoded();
  }
}
