package dev.latchkey.jose;

import java.util.Optional;

/** The outcome of verifying a token. */
public sealed interface Verification {
  /** The token is authentic and valid now. */
  record Verified(VerifiedToken token) implements Verification {}

  /** The token is invalid. The reason is for logs and tests; clients must not learn it. */
  record Rejected(Reason reason) implements Verification {}

  /** The token, if it was verified. */
  default Optional<VerifiedToken> verified() {
    return this instanceof Verified verified ? Optional.of(verified.token()) : Optional.empty();
  }

  /** The token, if it was verified and is an access token. */
  default Optional<VerifiedAccessToken> accessToken() {
    return verified()
        .filter(VerifiedAccessToken.class::isInstance)
        .map(VerifiedAccessToken.class::cast);
  }

  /** The token, if it was verified and is a refresh token. */
  default Optional<VerifiedRefreshToken> refreshToken() {
    return verified()
        .filter(VerifiedRefreshToken.class::isInstance)
        .map(VerifiedRefreshToken.class::cast);
  }

  /** Why a token is rejected. */
  enum Reason {
    /**
     * Not three parts in base64url, or a header that is no JSON object or requires an unsupported
     * feature.
     */
    MALFORMED,
    /** Longer than 16 KiB. */
    TOO_LONG,
    /** Its algorithm is not that of its key, or of any accepted key; or it is not signed. */
    ALGORITHM,
    /** The header's {@code typ} is not the expected one. */
    TYPE,
    /** Names an unknown key, or names none although there are several. */
    UNKNOWN_KEY,
    SIGNATURE,
    EXPIRED,
    /** Before {@code nbf}, or issued more than a minute ahead of the clock. */
    NOT_YET_VALID,
    ISSUER,
    AUDIENCE,
    /** Its use is not the expected one, or unknown. */
    USE,
    /**
     * A payload that is no JSON object, lacks {@code exp} or has a registered claim of an invalid
     * type.
     */
    CLAIMS
  }
}
