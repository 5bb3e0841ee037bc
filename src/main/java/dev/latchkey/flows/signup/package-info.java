/**
 * Signs up users: who may sign up, with which data, and what happens if the name or address is
 * taken.
 */
@NullMarked
package dev.latchkey.flows.signup;

import org.jspecify.annotations.NullMarked;
