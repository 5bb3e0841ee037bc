/**
 * The format on the wire: strict JSON in, envelopes and errors out.
 *
 * <p>No input from a client causes an exception: invalid input becomes an error with a code, and
 * each code has a message in every language. Values may contain passwords and tokens, so their
 * {@code toString} shows nothing.
 */
package dev.latchkey.api.wire;
