/**
 * The kinds of client that the API is for, and all that differs between them: how a session comes
 * in with a request, goes out with a response, and ends. What the API does is the same for each.
 *
 * <p>{@code exchange} asks the kind of the request; nothing else branches by kind. A new kind is an
 * implementation of {@link dev.latchkey.api.clients.ClientKind}, its segment in {@link
 * dev.latchkey.api.clients.ClientKind#PATH}, and its name among the values of {@code
 * HEADLESS_CLIENTS}.
 */
package dev.latchkey.api.clients;
