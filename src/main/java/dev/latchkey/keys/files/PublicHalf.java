package dev.latchkey.keys.files;

import dev.latchkey.jose.Curve;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Computes the public key of a private key, without relying on a copy in the private key's file.
 */
final class PublicHalf {
  private PublicHalf() {}

  static PublicKey ofRsa(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
    RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  static PublicKey ofEc(PrivateKeyInfo info, Curve curve)
      throws GeneralSecurityException, IOException {
    BigInteger scalar = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
    if (!curve.isScalar(scalar)) {
      throw new InvalidKeyException("an EC key out of range");
    }
    ECParameterSpec spec = curve.spec();
    ECCurve points =
        new ECCurve.Fp(
            curve.prime(),
            spec.getCurve().getA(),
            spec.getCurve().getB(),
            spec.getOrder(),
            BigInteger.valueOf(spec.getCofactor()));
    ECPoint generator = spec.getGenerator();
    var point =
        new FixedPointCombMultiplier()
            .multiply(points.createPoint(generator.getAffineX(), generator.getAffineY()), scalar)
            .normalize();
    ECPoint half =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(half, spec));
  }

  static PublicKey ofEd25519(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
    byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    byte[] half = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    byte[] spki = new SubjectPublicKeyInfo(info.getPrivateKeyAlgorithm(), half).getEncoded();
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
  }
}
