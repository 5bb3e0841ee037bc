package dev.latchkey.tokens.rotation;

/**
 * What a refresh token says, whose signature and expiry have been verified.
 *
 * @param jti its id
 * @param accountId the claim {@code sub}; a token of another account than its session's is unknown
 * @param sessionHash the digest of the session token in it
 */
public record PresentedToken(String jti, String accountId, String sessionHash) {}
