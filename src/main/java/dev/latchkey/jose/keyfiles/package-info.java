/**
 * Keys as people keep them: PEM, DER, PKCS#8, JWK. Reads them strictly, and makes new ones.
 *
 * <p>What cannot be used safely is rejected with an {@link dev.latchkey.jose.UnusableKey} that
 * names the setting and never the key. All types are stateless.
 */
package dev.latchkey.jose.keyfiles;
