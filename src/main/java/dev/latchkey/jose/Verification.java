package dev.latchkey.jose;

import java.util.Optional;

/** The outcome of verifying a token. */
public sealed interface Verification {
  /** The token is ours, unaltered and valid now. */
  record Verified(VerifiedToken token) implements Verification {}

  /** The token must not be relied on. The reason is for logs and tests; clients learn none. */
  record Refused(Reason reason) implements Verification {}

  /** The token, when it was verified. */
  default Optional<VerifiedToken> verified() {
    return this instanceof Verified verified ? Optional.of(verified.token()) : Optional.empty();
  }

  /** The token, when it was verified and is an access token. */
  default Optional<VerifiedAccessToken> accessToken() {
    return verified()
        .filter(VerifiedAccessToken.class::isInstance)
        .map(VerifiedAccessToken.class::cast);
  }

  /** The token, when it was verified and is a refresh token. */
  default Optional<VerifiedRefreshToken> refreshToken() {
    return verified()
        .filter(VerifiedRefreshToken.class::isInstance)
        .map(VerifiedRefreshToken.class::cast);
  }

  /** Why a token is refused. */
  enum Reason {
    /**
     * Not three parts in base64url, or a header that is no JSON object or asks for what we do not
     * do.
     */
    MALFORMED,
    /** Over 16 KiB. */
    TOO_LONG,
    /** Signed in another way than its key, or than any of our keys; or not at all. */
    ALGORITHM,
    /** Of another type than expected, by the header's {@code typ}. */
    TYPE,
    /** Names a key that we do not have, or names none where there are several. */
    UNKNOWN_KEY,
    SIGNATURE,
    EXPIRED,
    /** Before {@code nbf}, or issued more than a minute ahead of the clock. */
    NOT_YET_VALID,
    ISSUER,
    AUDIENCE,
    /** For another use than expected, or for none that we know. */
    USE,
    /**
     * A payload that is no JSON object, lacks {@code exp} or has a registered claim of the wrong
     * type.
     */
    CLAIMS
  }
}
