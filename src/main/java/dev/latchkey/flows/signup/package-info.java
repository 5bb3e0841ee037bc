/** Signing up: who may, with what, and what happens when the name or address is taken. */
package dev.latchkey.flows.signup;
