/**
 * The kinds of client, and everything that differs between them: how a request and a response carry
 * the session, and how it ends. The operations of the API are the same for each.
 *
 * <p>{@code exchange} determines the kind of a request. Resources depend on it only where an
 * operation is for one kind, or opens a session by itself. A new kind needs an implementation of
 * {@link dev.latchkey.api.clients.ClientKind}, its segment in {@link
 * dev.latchkey.api.clients.ClientKind#PATH}, and its name among the values of {@code
 * HEADLESS_CLIENTS}.
 */
package dev.latchkey.api.clients;
