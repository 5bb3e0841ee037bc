/**
 * An account's email addresses: verifying them by link or code, adding, correcting and removing
 * them, and which is primary.
 *
 * <p>{@link dev.latchkey.flows.emails.AddressBook} has the rules by which a list of addresses
 * changes; the use cases call it in their transaction.
 */
package dev.latchkey.flows.emails;
