/**
 * Validates Latchkey's tokens on other servers: access tokens with the issuer's public keys,
 * session tokens by introspection. Part of the jar for resource servers only.
 *
 * <p>It reads only the name of a key from an unverified token, and calls only addresses from the
 * settings and from the issuer's metadata. Each call is limited in time and size. Uses {@code
 * security}, and {@code jose} to verify; no database and no account.
 */
package dev.latchkey.resource;
