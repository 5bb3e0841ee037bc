package dev.latchkey.bench.jose;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;

/** jose4j's {@code JsonWebSignature}, held to the key's algorithm. */
final class LibraryWay implements Way {

  private final Keys keys;
  private final AlgorithmConstraints constraints;

  LibraryWay(Keys keys) {
    this.keys = keys;
    this.constraints = new AlgorithmConstraints(ConstraintType.PERMIT, keys.algorithm());
  }

  @Override
  public String name() {
    return "jose4j's JsonWebSignature";
  }

  @Override
  public String sign(byte[] payload) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(constraints);
    jws.setHeader("alg", keys.algorithm());
    jws.setHeader("typ", "JWT");
    jws.setHeader("kid", "7WnmKuYcxrQ3F8uVOzQYzyZvyUDVNK8ZVnmHhGhHkYw");
    jws.setPayloadBytes(payload);
    jws.setKey(keys.signing());
    return jws.getCompactSerialization();
  }

  @Override
  public byte[] verify(String token) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(constraints);
    jws.setCompactSerialization(token);
    jws.setKey(keys.verifying());
    return jws.verifySignature() ? jws.getPayloadBytes() : null;
  }
}
