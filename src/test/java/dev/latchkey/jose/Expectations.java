package dev.latchkey.jose;

import java.time.Duration;

/** Expectations for tests: of a use, and with whatever else is said. */
final class Expectations {
  /** Refresh tokens of any type, issuer and audience, without leeway. */
  static final TokenExpectations NONE =
      new TokenExpectations(
          TokenUse.REFRESH,
          Expected.ignored(),
          Expected.ignored(),
          Expected.ignored(),
          Duration.ZERO);

  private Expectations() {}

  static TokenExpectations type(String type) {
    return new TokenExpectations(
        NONE.use(), Expected.exactly(type), NONE.issuer(), NONE.audience(), NONE.leeway());
  }

  static TokenExpectations issuer(String issuer) {
    return new TokenExpectations(
        NONE.use(), NONE.type(), Expected.exactly(issuer), NONE.audience(), NONE.leeway());
  }

  static TokenExpectations audience(String audience) {
    return new TokenExpectations(
        NONE.use(), NONE.type(), NONE.issuer(), Expected.exactly(audience), NONE.leeway());
  }

  static TokenExpectations leeway(Duration leeway) {
    return new TokenExpectations(NONE.use(), NONE.type(), NONE.issuer(), NONE.audience(), leeway);
  }
}
