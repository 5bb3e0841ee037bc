/**
 * What surrounds every request, whichever part of the application it is for: its id and its place
 * in a trace, in the answer and in the log; headers that protect; which web origins may ask; being
 * counted; and the pages that the server shows for errors.
 *
 * <p>Knows nothing of what requests are about. {@link dev.latchkey.web.RequestFilter} is the first
 * of all filters, since {@code web.xml} names it.
 */
package dev.latchkey.web;
