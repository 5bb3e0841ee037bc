package dev.latchkey.bench.jose;

import java.math.BigInteger;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;

/** The primitives of the Java runtime, without a library. */
final class RuntimeWay extends Way.OfBytes {

  private static final Map<String, String> NAMES =
      Map.of(
          "RS256", "SHA256withRSA",
          "ES256", "SHA256withECDSAinP1363Format",
          "EdDSA", "Ed25519",
          "HS256", "HmacSHA256");

  private final String jcaName;

  RuntimeWay(Keys keys) {
    super(keys);
    this.jcaName = NAMES.get(keys.algorithm());
  }

  @Override
  public String name() {
    return "Java runtime";
  }

  @Override
  byte[] sign(Key key, byte[] data) throws Exception {
    if (!(key instanceof PrivateKey half)) {
      return mac(key, data);
    }
    Signature signature = Signature.getInstance(jcaName);
    signature.initSign(half);
    signature.update(data);
    return signature.sign();
  }

  @Override
  boolean verify(Key key, byte[] data, byte[] signed) throws Exception {
    if (!(key instanceof PublicKey half)) {
      return MessageDigest.isEqual(mac(key, data), signed);
    }
    if (key instanceof ECPublicKey ec && !isPairOfScalars(ec.getParams().getOrder(), signed)) {
      return false;
    }
    Signature signature = Signature.getInstance(jcaName);
    signature.initVerify(half);
    signature.update(data);
    return signature.verify(signed);
  }

  private byte[] mac(Key key, byte[] data) throws Exception {
    Mac mac = Mac.getInstance(jcaName);
    mac.init(key);
    return mac.doFinal(data);
  }

  private static boolean isPairOfScalars(BigInteger order, byte[] signed) {
    int size = (order.bitLength() + 7) / 8;
    return signed.length == 2 * size
        && isScalar(order, Arrays.copyOfRange(signed, 0, size))
        && isScalar(order, Arrays.copyOfRange(signed, size, 2 * size));
  }

  private static boolean isScalar(BigInteger order, byte[] bytes) {
    BigInteger value = new BigInteger(1, bytes);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }
}
