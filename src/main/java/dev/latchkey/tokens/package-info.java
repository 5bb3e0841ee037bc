/**
 * The tokens that identify clients, and the rules for issuing, validating and refreshing them.
 *
 * <p>A {@link dev.latchkey.tokens.TokenStrategy} decides which tokens a client gets. Access tokens
 * are valid until they expire; with stateful validation, only while their session is live. A
 * refresh token has a row that refers to its session. It can be used once, which package {@code
 * rotation} decides.
 */
@NullMarked
package dev.latchkey.tokens;

import org.jspecify.annotations.NullMarked;
