/** Which groups an account is in, and so which roles its caller has. */
package dev.latchkey.accounts.groups;
