package dev.latchkey.webauthn;

/**
 * A valid use of a credential.
 *
 * @param credential the credential with what is to be stored now
 * @param verified whether the authenticator verified its user this time
 * @param counterWentBack whether the signature counter did not increase although it should have: a
 *     sign that the key may have been copied (Web Authentication Level 3 §6.1.1)
 */
public record Use(Credential credential, boolean verified, boolean counterWentBack) {}
