/**
 * Sessions: rows that outlive requests. Each has a token; only its digest is stored.
 *
 * <p>A session gets its account when the login is complete; until then it is anonymous or pending,
 * and its state contains the open stage. A session that has ended or expired no longer exists for
 * any caller.
 */
@NullMarked
package dev.latchkey.sessions;

import org.jspecify.annotations.NullMarked;
