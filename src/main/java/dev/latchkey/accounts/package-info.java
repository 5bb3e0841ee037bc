/**
 * Accounts: their user names, groups and attributes, and whether they are active.
 *
 * <p>A user name is unique regardless of case. An inactive account can neither log in nor keep a
 * session. Email addresses are in {@code emails}.
 */
@NullMarked
package dev.latchkey.accounts;

import org.jspecify.annotations.NullMarked;
