package dev.latchkey.ops;

/**
 * Fired when this node is ready for requests, in the thread that deploys the application.
 *
 * @since 1.0
 */
public record NodeStarted() {}
