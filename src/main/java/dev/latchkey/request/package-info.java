/**
 * The context of the current request: the client's address, browser and language, the request's id
 * and its trace.
 *
 * <p>The first filter binds it to the thread; outside of requests it is empty. Does not depend on
 * HTTP.
 */
package dev.latchkey.request;
