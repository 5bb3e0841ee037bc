/**
 * Email addresses of accounts: which account owns an address, which are verified, which one is
 * primary.
 *
 * <p>Addresses are compared regardless of case. At most one row owns an address (it has its {@code
 * owner_key}). Another account may have an unverified row for it, and takes it over by verifying
 * it, unless the owner has verified it.
 */
package dev.latchkey.accounts.emails;
