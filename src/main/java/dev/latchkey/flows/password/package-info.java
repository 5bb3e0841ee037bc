/**
 * Changing a password, and setting a new one by a link or code from a mail when the old one is
 * forgotten.
 */
package dev.latchkey.flows.password;
