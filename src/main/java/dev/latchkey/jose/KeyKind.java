package dev.latchkey.jose;

/** The families of keys, with the object identifier that names each in PKCS#8 and SPKI. */
public enum KeyKind {
  RSA("RSA", "RSA", "2a864886f70d010101"),
  EC("EC", "EC", "2a8648ce3d0201"),
  ED25519("Ed25519", "Ed25519", "2b6570"),
  HMAC("HMAC", null, null);

  private final String label;
  private final String factory;
  private final String oid;

  KeyKind(String label, String factory, String oid) {
    this.label = label;
    this.factory = factory;
    this.oid = oid;
  }

  /** The name people know this kind by. */
  public String label() {
    return label;
  }

  /** True for keys with a private and a public half. */
  public boolean isAsymmetric() {
    return this != HMAC;
  }

  /** The JCA name of the factory of such keys; null for HMAC. */
  public String factory() {
    return factory;
  }

  /** The DER content of the object identifier, in hexadecimal; null for HMAC. */
  public String oid() {
    return oid;
  }
}
