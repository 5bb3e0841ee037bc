/**
 * Second factors: which an account has, how a login asks for one, how a logged-in user
 * reauthenticates with one, and how factors are added and removed. Inner packages have the types; a
 * type with codes is a bean that implements {@link dev.latchkey.mfa.CodeFactor}.
 *
 * <p>What may be used once is used by a conditional update. Secrets are sealed or stored as keyed
 * digests. Recovery codes are never an account's only factor.
 */
@NullMarked
package dev.latchkey.mfa;

import org.jspecify.annotations.NullMarked;
