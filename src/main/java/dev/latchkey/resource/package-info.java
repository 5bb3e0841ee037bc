/**
 * Judges Latchkey's tokens where Latchkey does not run: access tokens with the keys that the issuer
 * publishes, session tokens by asking it. Part of the jar for resource servers and of nothing else.
 *
 * <p>Nothing is taken from a token but the name of a key; the only addresses called are those of
 * the settings and those that the issuer's metadata names. Each call is short and bounded. Uses
 * {@code security}, and {@code keys} to verify; no database and no account.
 */
package dev.latchkey.resource;
