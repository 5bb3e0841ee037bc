/** The resources below {@code /account}, with which logged-in users manage their accounts. */
package dev.latchkey.api.account;
