/**
 * The container's own security, fed by our tokens: a mechanism that finds them, identity stores that
 * judge them, a caller that every API of the container sees alike.
 *
 * <p>Applications' own endpoints need nothing but this package. A bad token on a path that nobody
 * protects is no reason to refuse the request; whoever needs a caller asks for one.
 */
package dev.latchkey.security;
