/**
 * An application with an authentication mechanism that does nothing, to tell what the server's own
 * way to one costs.
 */
package dev.latchkey.bench.mechanism;
