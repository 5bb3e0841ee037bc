package dev.latchkey.webauthn;

import dev.latchkey.crypto.RandomBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key pair that a {@link SoftAuthenticator} has made. */
public final class SoftKey {

  final byte[] id = RandomBytes.next(32);
  final Algorithm algorithm;
  final byte[] userHandle;
  private final KeyPair pair;

  /** A member of the public key that nobody needs: {@code kid} (RFC 9052 §7.1). */
  public byte @Nullable [] name;

  /** The signature counter; 0 for a key without one. */
  public int counter;

  SoftKey(Algorithm algorithm, byte[] userHandle) {
    this(algorithm, userHandle, pair(algorithm));
  }

  SoftKey(Algorithm algorithm, byte[] userHandle, KeyPair pair) {
    this.algorithm = algorithm;
    this.userHandle = userHandle;
    this.pair = pair;
  }

  /** The credential's id. */
  public byte[] id() {
    return id.clone();
  }

  byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance(nameOfSignature());
      signature.initSign(pair.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key, for a comparison with the bare signature check. */
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  private String nameOfSignature() {
    return switch (algorithm) {
      case ES256 -> "SHA256withECDSA";
      case EDDSA -> "Ed25519";
      case RS256 -> "SHA256withRSA";
    };
  }

  /** The public key as COSE_Key (RFC 9053 §7). */
  byte[] cose() {
    Map<Integer, Object> key = new LinkedHashMap<>();
    if (name != null) {
      key.put(2, name);
    }
    if (pair.getPublic() instanceof ECPublicKey ec) {
      key.put(1, 2);
      key.put(3, algorithm.cose());
      int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      key.put(-1, length == 32 ? 1 : 2);
      key.put(-2, fixed(ec.getW().getAffineX(), length));
      key.put(-3, fixed(ec.getW().getAffineY(), length));
    } else if (pair.getPublic() instanceof RSAPublicKey rsa) {
      key.put(1, 3);
      key.put(3, algorithm.cose());
      key.put(-1, fixed(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8));
      key.put(-2, fixed(rsa.getPublicExponent(), 3));
    } else {
      byte[] encoded = pair.getPublic().getEncoded();
      key.put(1, 1);
      key.put(3, algorithm.cose());
      key.put(-1, 6);
      key.put(-2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
    return Cbor.of(key);
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    byte[] signed = number.toByteArray();
    int from = Math.max(0, signed.length - length);
    System.arraycopy(signed, from, bytes, length - (signed.length - from), signed.length - from);
    return bytes;
  }

  private static KeyPair pair(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> ec("secp256r1");
      case EDDSA -> pair("Ed25519");
      case RS256 -> rsa(2048);
    };
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String kind) {
    try {
      return KeyPairGenerator.getInstance(kind).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
