/**
 * The format on the wire: strict JSON in, envelopes and errors out.
 *
 * <p>Nothing a client sends may raise an exception on its way in: bad input ends as an error with a
 * code, and each code has a text in every language. Values that were read may hold passwords and
 * tokens, so their {@code toString} shows nothing.
 */
package dev.latchkey.api.wire;
