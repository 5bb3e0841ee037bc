/**
 * Manages an account's email addresses: verifies them by link or code, adds, corrects and removes
 * them, and chooses the primary one.
 *
 * <p>{@link dev.latchkey.flows.emails.AddressBook} has the rules by which a list of addresses
 * changes; the use cases call it in their transaction.
 */
package dev.latchkey.flows.emails;
