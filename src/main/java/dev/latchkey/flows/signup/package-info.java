/** Signing up: who may, with what, and what happens when the name or address is taken. */
@NullMarked
package dev.latchkey.flows.signup;

import org.jspecify.annotations.NullMarked;
