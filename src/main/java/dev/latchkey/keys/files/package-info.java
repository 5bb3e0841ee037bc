/**
 * Private keys: reads them from PEM and PKCS#8, and generates new ones. For the server only; the
 * jar for resource servers contains only {@link dev.latchkey.jose.keyfiles}.
 *
 * <p>A key that cannot be used safely is rejected with an {@link dev.latchkey.jose.UnusableKey}
 * that names the setting and never contains the key. All types are stateless.
 */
package dev.latchkey.keys.files;
