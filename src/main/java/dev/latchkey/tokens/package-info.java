/**
 * Tokens: what a client holds to be recognised by, and the rules under which they are issued and
 * renewed.
 *
 * <p>A {@link dev.latchkey.tokens.TokenStrategy} decides what a client is given. Access tokens are
 * believed for what they say until they expire, or, where validation is stateful, only with their
 * session. A refresh token has a row beside its session: it is used once, and its use is one
 * conditional update.
 */
@NullMarked
package dev.latchkey.tokens;

import org.jspecify.annotations.NullMarked;
