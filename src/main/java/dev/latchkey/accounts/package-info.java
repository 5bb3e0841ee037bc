/**
 * Accounts: who someone is to us, how they are named, what groups they are in and what is known of
 * them.
 *
 * <p>A user name is unique without regard to case. An account that is not active can neither log in
 * nor keep a session. How an account is reached by mail is the matter of {@code emails}.
 */
package dev.latchkey.accounts;
