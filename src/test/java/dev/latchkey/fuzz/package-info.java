/**
 * Random requests: operations of an API with valid, unusual and malformed values, bodies and
 * headers in all combinations.
 *
 * <p>All of it is drawn from QuickTheories' source of randomness, so that a seed repeats it and
 * what fails is made smaller. What a test knows only when it sends (tokens, addresses) stands as a
 * name in double braces until then.
 */
package dev.latchkey.fuzz;
