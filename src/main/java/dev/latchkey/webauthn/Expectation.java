package dev.latchkey.webauthn;

/**
 * What a response must match.
 *
 * @param challenge the challenge of the options that the response answers
 * @param verified whether the authenticator must have verified its user, by PIN or biometrics
 */
public record Expectation(RelyingParty party, byte[] challenge, boolean verified) {}
