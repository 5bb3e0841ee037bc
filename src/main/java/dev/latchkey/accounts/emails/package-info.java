/**
 * Email addresses: whose they are, which are verified, which one is primary.
 *
 * <p>Addresses are compared without regard to case. At most one row holds an address (it has its
 * {@code owner_key}); an unverified row of another account may stand beside it and takes it over by
 * verifying, unless the holder is verified.
 */
package dev.latchkey.accounts.emails;
