/**
 * Public keys as users keep them: PEM, JWK and JWK sets. Reads them strictly.
 *
 * <p>What cannot be used safely is rejected with an {@link dev.latchkey.jose.UnusableKey} that
 * names the setting and never the key. All types are stateless.
 */
package dev.latchkey.jose.keyfiles;
