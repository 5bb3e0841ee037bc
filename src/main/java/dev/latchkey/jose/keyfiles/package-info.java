/**
 * Reads public keys in the usual formats (PEM, JWK and JWK sets), strictly.
 *
 * <p>A key that cannot be used safely is rejected with an {@link dev.latchkey.jose.UnusableKey}
 * that names the setting and never contains the key. All types are stateless.
 */
package dev.latchkey.jose.keyfiles;
