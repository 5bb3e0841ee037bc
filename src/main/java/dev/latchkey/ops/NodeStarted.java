package dev.latchkey.ops;

/**
 * Told to observers once this node is ready for requests, in the thread that deploys the
 * application.
 */
public record NodeStarted() {}
