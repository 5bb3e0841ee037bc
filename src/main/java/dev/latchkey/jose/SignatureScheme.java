package dev.latchkey.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;

/** Signs and checks bytes in the forms of RFC 7518 §3, with the primitives of the Java runtime. */
public final class SignatureScheme {
  private static final PSSParameterSpec PSS_SHA256 =
      new PSSParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

  private SignatureScheme() {}

  public static byte[] sign(SigningAlgorithm algorithm, Key key, byte[] data)
      throws GeneralSecurityException {
    if (algorithm.kind() == KeyKind.HMAC) {
      return mac(algorithm, key, data);
    }
    Signature signature = start(algorithm);
    signature.initSign((PrivateKey) key);
    signature.update(data);
    return signature.sign();
  }

  public static boolean verify(SigningAlgorithm algorithm, Key key, byte[] data, byte[] signed)
      throws GeneralSecurityException {
    if (algorithm.kind() == KeyKind.HMAC) {
      return MessageDigest.isEqual(mac(algorithm, key, data), signed);
    }
    if (algorithm.kind() == KeyKind.EC
        && !isPairOfScalars(algorithm.curve().orElseThrow(), signed)) {
      return false;
    }
    Signature signature = start(algorithm);
    signature.initVerify((PublicKey) key);
    signature.update(data);
    try {
      return signature.verify(signed);
    } catch (SignatureException e) {
      // Thrown for a signature of a wrong length or form, which is simply not this key's.
      return false;
    }
  }

  private static byte[] mac(SigningAlgorithm algorithm, Key key, byte[] data)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm.jcaName());
    mac.init(key);
    return mac.doFinal(data);
  }

  private static Signature start(SigningAlgorithm algorithm) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm.jcaName());
    if (algorithm == SigningAlgorithm.PS256) {
      signature.setParameter(PSS_SHA256);
    }
    return signature;
  }

  /**
   * Not left to the runtime: one whose check for zeros was missing accepted an all-zero signature
   * for every text.
   */
  private static boolean isPairOfScalars(Curve curve, byte[] signed) {
    int size = curve.size();
    return signed.length == 2 * size
        && curve.isScalar(new BigInteger(1, Arrays.copyOfRange(signed, 0, size)))
        && curve.isScalar(new BigInteger(1, Arrays.copyOfRange(signed, size, 2 * size)));
  }
}
