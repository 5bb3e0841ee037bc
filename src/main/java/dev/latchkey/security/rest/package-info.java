/**
 * How Jakarta REST reads a class: which methods handle requests, which return sub-resources, and
 * which methods they override, because annotations there apply too.
 *
 * <p>It uses reflection only. It does not know the security annotations, and does not depend on a
 * server.
 */
package dev.latchkey.security.rest;
