/**
 * Hashing and verification of passwords, and the rules for new ones.
 *
 * <p>{@link dev.latchkey.passwords.PasswordHasher} computes and verifies stored hashes: Argon2id
 * for new ones, and Django's formats for imported ones. The number of concurrent hashes, and so
 * their memory, is limited, regardless of the number of threads. {@link
 * dev.latchkey.passwords.PasswordRules} lists the problems of a new password. This package does not
 * use accounts, requests or the database, and logs no password or hash.
 */
package dev.latchkey.passwords;
