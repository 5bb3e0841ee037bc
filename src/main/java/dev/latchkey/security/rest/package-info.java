/**
 * How Jakarta REST reads a class: which of its methods answer requests, which return sub-resources,
 * and which methods each of them overrides, so where annotations may stand that are meant for it.
 *
 * <p>Reflection only: nothing here knows which annotations guard, and nothing depends on a server.
 */
package dev.latchkey.security.rest;
