/**
 * The statements that exchange a refresh token for its successor.
 *
 * <p>Of many requests with one token, one wins: a conditional update decides. The session's row is
 * locked before the token's, in the same order as everything that ends a session. PostgreSQL does
 * all of it in one statement, other databases in several; the results are the same. What follows
 * from a result is decided outside of this package.
 */
@NullMarked
package dev.latchkey.tokens.rotation;

import org.jspecify.annotations.NullMarked;
