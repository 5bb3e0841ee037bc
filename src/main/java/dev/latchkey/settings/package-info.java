/**
 * All settings: one constant per setting, in one class per family, and {@link Settings}, the
 * validated snapshot that other packages read.
 *
 * <p>Settings are read once, at deployment. {@link Settings#read} rejects invalid values, so the
 * values in a {@code Settings} are valid together. It uses only {@code crypto}, and the algorithms
 * of {@code jose}; all other packages may use it. No message contains the value of a secret.
 */
package dev.latchkey.settings;
