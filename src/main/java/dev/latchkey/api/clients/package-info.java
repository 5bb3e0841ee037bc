/**
 * The kinds of client, and everything that differs between them: how a request and a response carry
 * the session, and how it ends. The operations of the API are the same for each.
 *
 * <p>Only {@code exchange} uses the kind of a request; nothing else depends on it. A new kind needs
 * an implementation of {@link dev.latchkey.api.clients.ClientKind}, its segment in {@link
 * dev.latchkey.api.clients.ClientKind#PATH}, and its name among the values of {@code
 * HEADLESS_CLIENTS}.
 */
package dev.latchkey.api.clients;
