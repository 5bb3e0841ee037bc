/**
 * Sessions: rows that outlive requests, each named to us by a token of which only the digest is
 * kept.
 *
 * <p>A session has an account once its login is complete, and only then; until that it is anonymous
 * or pending, and its state says what is owed. A session that has ended or expired is gone for
 * every caller alike.
 */
package dev.latchkey.sessions;
