/**
 * Everything that can be configured: one constant per setting, in one class per family, and {@link
 * Settings}, the validated snapshot that the rest reads from.
 *
 * <p>Settings are read once, at deployment. A wrong value never gets past {@link Settings#read};
 * whoever holds a {@code Settings} holds values that fit together. Any package may use this one; it
 * uses none of ours. The values of secrets appear in no message.
 */
package dev.latchkey.settings;
