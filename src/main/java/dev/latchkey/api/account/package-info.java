/** The resources below {@code /account}: what a user manages once logged in. */
package dev.latchkey.api.account;
