package dev.latchkey.jose;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;
import org.jose4j.keys.EllipticCurves;

/** The supported elliptic curves for signatures (RFC 7518 §3.4). */
public enum Curve {
  P256(EllipticCurves.P_256),
  P384(EllipticCurves.P_384);

  private final String label;
  private final ECParameterSpec spec;

  Curve(String label) {
    this.label = label;
    this.spec = EllipticCurves.getSpec(label);
  }

  /** The name in JWKs ({@code crv}). */
  public String label() {
    return label;
  }

  public ECParameterSpec spec() {
    return spec;
  }

  public BigInteger prime() {
    return ((ECFieldFp) spec.getCurve().getField()).getP();
  }

  /** The size of a coordinate, and of each half of a signature, in bytes. */
  int size() {
    return (spec.getOrder().bitLength() + 7) / 8;
  }

  /**
   * Whether the point is finite and on this curve (RFC 7518 §6.2.2 leaves this check to the reader
   * of a key).
   */
  boolean contains(ECPoint point) {
    if (ECPoint.POINT_INFINITY.equals(point)) {
      return false;
    }
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    return inField(x) && inField(y) && y.multiply(y).mod(prime()).equals(ySquared(x));
  }

  /** The right-hand side of the curve's equation: x³ + ax + b. */
  private BigInteger ySquared(BigInteger x) {
    BigInteger a = spec.getCurve().getA();
    BigInteger b = spec.getCurve().getB();
    return x.multiply(x).add(a).multiply(x).add(b).mod(prime());
  }

  /** Whether the number may be a private key: 1 to order - 1. */
  public boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(spec.getOrder()) < 0;
  }

  public static Optional<Curve> of(ECParameterSpec other) {
    for (Curve curve : values()) {
      if (curve.spec.getCurve().equals(other.getCurve())
          && curve.spec.getGenerator().equals(other.getGenerator())
          && curve.spec.getOrder().equals(other.getOrder())) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  private boolean inField(BigInteger value) {
    return value.signum() >= 0 && value.compareTo(prime()) < 0;
  }
}
