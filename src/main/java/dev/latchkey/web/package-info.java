/**
 * What all requests have in common: an id and a trace, in the response and in the log; protective
 * headers; CORS; the count of requests in progress; error pages and files.
 *
 * <p>The package is independent of the content of requests. {@link dev.latchkey.web.RequestFilter}
 * is the first filter, because {@code web.xml} declares it.
 */
package dev.latchkey.web;
