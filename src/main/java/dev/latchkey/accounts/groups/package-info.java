/** The groups of an account, which are the roles of its caller. */
package dev.latchkey.accounts.groups;
