package dev.latchkey.jose.keyfiles;

import dev.latchkey.jose.KeyKind;
import java.util.HexFormat;
import java.util.Optional;

/** The container of private keys (RFC 5208), and how the older containers fit into it. */
public final class Pkcs8 {
  private static final byte[] VERSION = Der.wrap(Der.INTEGER, new byte[1]);
  private static final int CURVE = 0xa0;

  private Pkcs8() {}

  /** The kind of key inside; empty for one that we do not sign with. */
  public static Optional<KeyKind> kind(byte[] pkcs8) {
    Der der = new Der(pkcs8).enter(Der.SEQUENCE);
    der.read(Der.INTEGER);
    return kindOf(der.enter(Der.SEQUENCE));
  }

  /** The kind of an AlgorithmIdentifier, as PKCS#8 and SPKI both hold one. */
  static Optional<KeyKind> kindOf(Der algorithmIdentifier) {
    String oid = HexFormat.of().formatHex(algorithmIdentifier.read(Der.OID));
    for (KeyKind kind : KeyKind.values()) {
      if (oid.equals(kind.oid())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** From an RSA key in PKCS#1 (RFC 8017 §A.1.2). */
  public static byte[] fromPkcs1(byte[] rsaPrivateKey) {
    return container(KeyKind.RSA, Der.wrap(Der.NULL), rsaPrivateKey);
  }

  /**
   * From an EC key in SEC1 (RFC 5915 §3).
   *
   * @param parameters the curve as an own PEM block gave it, used when the key itself does not name
   *     it; or null
   */
  public static byte[] fromSec1(byte[] ecPrivateKey, byte[] parameters) {
    Der der = new Der(ecPrivateKey).enter(Der.SEQUENCE);
    der.read(Der.INTEGER);
    der.read(Der.OCTET_STRING);
    byte[] curve = der.nextIs(CURVE) ? der.read(CURVE) : parameters;
    if (curve == null) {
      throw new IllegalArgumentException("no curve");
    }
    return container(KeyKind.EC, curve, ecPrivateKey);
  }

  private static byte[] container(KeyKind kind, byte[] parameters, byte[] key) {
    byte[] oid = Der.wrap(Der.OID, HexFormat.of().parseHex(kind.oid()));
    return Der.wrap(
        Der.SEQUENCE,
        VERSION,
        Der.wrap(Der.SEQUENCE, oid, parameters),
        Der.wrap(Der.OCTET_STRING, key));
  }
}
