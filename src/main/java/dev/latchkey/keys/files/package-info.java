/**
 * Private keys: reads them from PEM and PKCS#8, and makes new ones. For the server alone; the jar
 * for resource servers has {@link dev.latchkey.jose.keyfiles} and no more.
 *
 * <p>A key that cannot be used safely is rejected with an {@link dev.latchkey.jose.UnusableKey}
 * that names the setting and never the key. All types are stateless.
 */
package dev.latchkey.keys.files;
