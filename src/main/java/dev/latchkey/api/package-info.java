/**
 * The HTTP boundary: what clients send is read here, strictly, and what they get is written here.
 *
 * <p>Nothing a client sends may raise an exception on its way in: bad input ends as a refusal with an
 * error code, each code with a text in every language spoken. Values that were read may hold passwords
 * and tokens, so their {@code toString} tells nothing. The rules behind the boundary live elsewhere and
 * know nothing of HTTP; nothing but the container calls into this package.
 */
package dev.latchkey.api;
