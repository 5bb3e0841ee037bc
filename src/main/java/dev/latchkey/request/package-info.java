/**
 * What is known of the request being answered: the client's address, browser and language, the
 * request's id and its trace.
 *
 * <p>Bound to the thread by the filter that sees each request first, and empty outside of requests.
 * Knows nothing of HTTP.
 */
package dev.latchkey.request;
