/**
 * How passwords are kept, checked and judged.
 *
 * <p>{@link dev.latchkey.passwords.PasswordHasher} makes and verifies stored hashes: Argon2id for
 * new ones, and the formats Django writes for imported ones. However many threads ask, the number
 * of hashes computed at once, and with it the memory they take, is bounded. {@link
 * dev.latchkey.passwords.PasswordRules} says what is wrong with a new password. Nothing here knows
 * accounts, requests or the database, and nothing here logs a password or a hash.
 */
package dev.latchkey.passwords;
